//! Bytes of long ago, deflated until somebody asks for them: ten years are kept, and a morning looks at a season.
//!
//! They are believed as they are. Whoever keeps them has to know that they are what was packed: nothing in them says so.

use std::fmt;
use std::io::{Read, Write};
use std::sync::{Arc, OnceLock};

use flate2::Compression;
use flate2::bufread::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// So many of the newest days that were lived are there at once: what a morning looks back at, and what the chart shows
/// first.
pub const NEAR: usize = 256;
/// So many more may gather before the oldest are packed away, all at once: packing costs.
pub const MORE: usize = 128;

/// More than anything that is packed.
const MOST_BYTES: usize = 256 << 20;

/// Bytes that lie elsewhere, in numbered parts, until somebody asks for one.
pub trait Away: fmt::Debug + Send + Sync {
    /// A part, if it is there as it was written: always the same answer, whoever asks and when.
    fn part(&self, number: usize) -> Option<&[u8]>;

    /// Are all parts there as they were written? Reads them.
    fn is_whole(&self) -> bool;
}

/// What was kept: what is read at once, and what lies elsewhere.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What is read at once.
    pub near: Arc<Vec<u8>>,
    /// What is read when somebody asks for it.
    pub away: Arc<dyn Away>,
}

/// Bytes that are inflated once, the first time they are asked for.
#[derive(Debug, Default)]
pub struct Packed {
    deflated: Deflated,
    /// How many they are.
    length: usize,
    whole: OnceLock<Arc<Vec<u8>>>,
}

/// Deflates quickly, one after the other: what that takes is made ready once.
#[derive(Debug)]
pub struct Deflater(DeflateEncoder<Vec<u8>>);

impl Default for Deflater {
    fn default() -> Deflater {
        Deflater(DeflateEncoder::new(Vec::new(), Compression::fast()))
    }
}

impl Deflater {
    /// Bytes, deflated; `None` if there is no room, or they are too many.
    pub fn deflated(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        if bytes.len() > MOST_BYTES {
            return None;
        }
        self.0.write_all(bytes).ok()?;
        let mut deflated = self.0.reset(Vec::new()).ok()?;
        // It is kept for long, and takes no more room than it has bytes.
        deflated.shrink_to_fit();
        Some(deflated)
    }
}

/// So many bytes that were deflated; `None` if there are not as many.
pub fn inflated(deflated: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(length);
    let most = u64::try_from(length).ok()?;
    DeflateDecoder::new(deflated).take(most).read_to_end(&mut whole).ok()?;
    (whole.len() == length).then_some(whole)
}

#[derive(Debug)]
enum Deflated {
    Here(Vec<u8>),
    Away(Arc<dyn Away>, usize),
}

impl Default for Deflated {
    fn default() -> Deflated {
        Deflated::Here(Vec::new())
    }
}

impl Packed {
    /// Packs some bytes; `None` if there is no room, or they are too many.
    pub fn of(bytes: &[u8]) -> Option<Packed> {
        if bytes.is_empty() {
            return Some(Packed::default());
        }
        Some(Packed {
            deflated: Deflated::Here(Deflater::default().deflated(bytes)?),
            length: bytes.len(),
            whole: OnceLock::new(),
        })
    }

    /// How many bytes are packed.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The bytes; none if they cannot be inflated to just as many as were packed.
    pub fn whole(&self) -> &Arc<Vec<u8>> {
        let inflated = || inflated(self.deflated()?, self.length);
        self.whole.get_or_init(|| Arc::new(inflated().unwrap_or_default()))
    }

    fn deflated(&self) -> Option<&[u8]> {
        match &self.deflated {
            Deflated::Here(bytes) => Some(bytes),
            Deflated::Away(away, number) => away.part(*number),
        }
    }

    /// Has nobody asked for them yet? Only tests ask that.
    pub fn is_unread(&self) -> bool {
        self.whole.get().is_none()
    }

    /// Takes up what [`Frozen`] wrote at a place of what is near, and as this part of what lies elsewhere: what is packed,
    /// and where the rest begins. `None` if it cannot have written it.
    pub fn take(kept: &Kept, at: usize, part: usize) -> Option<(Arc<Packed>, usize)> {
        let (length, rest) = postcard::take_from_bytes::<usize>(kept.near.get(at..)?).ok()?;
        let begin = kept.near.len().checked_sub(rest.len()).filter(|_| length <= MOST_BYTES)?;
        let away = Deflated::Away(Arc::clone(&kept.away), part);
        let deflated = if length == 0 { Deflated::default() } else { away };
        Some((Arc::new(Packed { deflated, length, whole: OnceLock::new() }), begin))
    }
}

/// Something as bytes: what of it lies far is packed, and the rest is read at once.
#[derive(Debug)]
pub struct Frozen {
    /// What is read at once, in parts that are not put together first: they are large.
    pub near: [Vec<u8>; 2],
    far: Arc<Packed>,
}

impl Frozen {
    /// Of these two; `None` if there is no room, or what lies far cannot be read any more.
    pub fn of(far: Arc<Packed>, near: Vec<u8>) -> Option<Frozen> {
        let head = postcard::to_allocvec(&far.length).ok()?;
        far.deflated().is_some().then_some(Frozen { near: [head, near], far })
    }

    /// What is packed.
    pub fn far(&self) -> &[u8] {
        self.far.deflated().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug)]
    struct Parts(Vec<Vec<u8>>);

    impl Away for Parts {
        fn part(&self, number: usize) -> Option<&[u8]> {
            self.0.get(number).map(Vec::as_slice)
        }

        fn is_whole(&self) -> bool {
            true
        }
    }

    proptest! {
        #[test]
        fn what_was_packed_comes_out(far in vec(any::<u8>(), 0..2_000), near in vec(any::<u8>(), 0..50), before in 0..9_usize) {
            let frozen = Frozen::of(Arc::new(Packed::of(&far).unwrap()), near.clone()).unwrap();
            let bytes = [vec![7; before], frozen.near.concat()].concat();
            let kept = Kept { near: Arc::new(bytes.clone()), away: Arc::new(Parts(vec![Vec::new(), frozen.far().to_vec()])) };
            let (packed, at) = Packed::take(&kept, before, 1).unwrap();
            prop_assert!(packed.is_unread());
            // Packed again as it is.
            let again = Frozen::of(Arc::clone(&packed), near.clone()).unwrap();
            prop_assert_eq!((&again.near, again.far()), (&frozen.near, frozen.far()));
            prop_assert!(packed.is_unread());
            prop_assert_eq!((packed.whole().as_slice(), bytes.get(at..)), (far.as_slice(), Some(near.as_slice())));
            prop_assert!(!packed.is_unread());
        }

        #[test]
        fn anything_else_comes_out_as_nothing_or_as_many(near in vec(any::<u8>(), 0..9), far in vec(any::<u8>(), 0..200)) {
            let kept = Kept { near: Arc::new(near.clone()), away: Arc::new(Parts(vec![far])) };
            if let Some((packed, at)) = Packed::take(&kept, 0, 0) {
                prop_assert!(at <= near.len());
                prop_assert!(packed.length() > 1 << 20 || [0, packed.length()].contains(&packed.whole().len()));
            }
        }
    }

    #[test]
    fn a_part_that_is_gone_is_nothing_and_cannot_be_kept_again() {
        let frozen = Frozen::of(Arc::new(Packed::of(&[3; 50]).unwrap()), Vec::new()).unwrap();
        let kept = Kept { near: Arc::new(frozen.near.concat()), away: Arc::new(Parts(Vec::new())) };
        let (packed, _) = Packed::take(&kept, 0, 0).unwrap();
        assert!(Frozen::of(Arc::clone(&packed), Vec::new()).is_none());
        assert!(packed.whole().is_empty());
    }
}
