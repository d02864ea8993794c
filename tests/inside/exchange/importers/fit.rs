//! Makes FIT files, sound ones and odd ones.

use chrono::NaiveDate;

/// A field of a message: number, size in bytes, value.
pub type Field = (u8, u8, u32);

pub fn field(number: u8, size: u8, value: u32) -> Field {
    (number, size, value)
}

/// A moment as FIT counts it.
pub fn stamp(year: i32, month: u32, day: u32, hour: u32, minute: u32, second: u32) -> u32 {
    let utc = NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(hour, minute, second).unwrap().and_utc();
    u32::try_from(utc.timestamp() - 631_065_600).unwrap()
}

/// The fields of a session message.
pub fn session(start: u32, sport: u32, milliseconds: u32) -> Vec<Field> {
    vec![field(2, 4, start), field(5, 1, sport), field(8, 4, milliseconds)]
}

/// An activity with a serial number and an offset.
pub fn activity(start: u32, offset: i32) -> Fit {
    let mut file = Fit::new();
    file.message(0, &[field(0, 1, 4), field(3, 4, 4711), field(4, 4, start)]);
    file.message(34, &[field(253, 4, start), field(5, 4, start.wrapping_add_signed(offset))]);
    file
}

/// A file that is being made.
pub struct Fit {
    data: Vec<u8>,
}

impl Fit {
    pub fn new() -> Fit {
        Fit { data: Vec::new() }
    }

    /// A definition and one message.
    pub fn message(&mut self, number: u16, fields: &[Field]) {
        self.data.extend([0x40, 0, 0]);
        self.data.extend(number.to_le_bytes());
        self.data.push(fields.len() as u8);
        for (number, size, _) in fields {
            let kind = match size {
                1 => 0x02,
                2 => 0x84,
                _ => 0x86,
            };
            self.data.extend([*number, *size, kind]);
        }
        self.again(fields);
    }

    /// One more message as the last one that was defined.
    pub fn again(&mut self, fields: &[Field]) {
        self.data.push(0);
        for (_, size, value) in fields {
            self.data.extend(&value.to_le_bytes()[..usize::from(*size)]);
        }
    }

    /// A session with a field of three bytes that should be of four, and a developer field nobody defined.
    pub fn odd_session(&mut self, start: u32, milliseconds: u32) {
        self.data.extend([0x60, 0, 0, 18, 0, 3, 2, 4, 0x86, 9, 3, 0x86, 8, 4, 0x86, 1, 5, 2, 0, 0]);
        self.data.extend(start.to_le_bytes());
        self.data.extend([1, 2, 3]);
        self.data.extend(milliseconds.to_le_bytes());
        self.data.extend([9, 9]);
    }

    /// A record with a compressed stamp.
    pub fn compressed(&mut self) {
        self.data.extend([0x41, 0, 0, 20, 0, 1, 3, 1, 2, 0x80 | 1 << 5 | 7, 99]);
    }

    pub fn big_endian_session(&mut self, start: u32, milliseconds: u32) {
        self.data.extend([0x42, 0, 1, 0, 18, 2, 2, 4, 0x86, 8, 4, 0x86, 2]);
        self.data.extend(start.to_be_bytes());
        self.data.extend(milliseconds.to_be_bytes());
    }

    /// The file with its header and sum.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![14, 0x20, 0, 0];
        bytes.extend((self.data.len() as u32).to_le_bytes());
        bytes.extend(b".FIT\0\0");
        bytes.extend(&self.data);
        let sum = bytes.iter().fold(0_u16, |sum, byte| {
            (0..8).fold(sum ^ u16::from(*byte), |sum, _| if sum & 1 == 0 { sum >> 1 } else { sum >> 1 ^ 0xa001 })
        });
        bytes.extend(sum.to_le_bytes());
        bytes
    }
}
