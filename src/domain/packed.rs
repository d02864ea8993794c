//! Bytes of long ago, deflated until somebody asks for them: ten years are kept, and a morning looks at a season.
//!
//! They are believed as they are. Whoever keeps them has to know that they are what was packed: nothing in them says so.

use std::io::{Read, Write};
use std::ops::Range;
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

/// Bytes that are inflated once, the first time they are asked for.
#[derive(Debug, Default)]
pub struct Packed {
    /// Where they are deflated, and between which places.
    bytes: Arc<Vec<u8>>,
    place: Range<usize>,
    /// How many they are.
    length: usize,
    whole: OnceLock<Arc<Vec<u8>>>,
}

impl Packed {
    /// Packs some bytes; `None` if there is no room, or they are too many.
    pub fn of(bytes: &[u8]) -> Option<Packed> {
        if bytes.is_empty() {
            return Some(Packed::default());
        }
        let mut out = DeflateEncoder::new(Vec::new(), Compression::fast());
        out.write_all(bytes).ok().filter(|()| bytes.len() <= MOST_BYTES)?;
        let deflated = out.finish().ok()?;
        Some(Packed { place: 0..deflated.len(), bytes: Arc::new(deflated), length: bytes.len(), whole: OnceLock::new() })
    }

    /// How many bytes are packed.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The bytes; none if they cannot be inflated to just as many as were packed.
    pub fn whole(&self) -> &Arc<Vec<u8>> {
        self.whole.get_or_init(|| Arc::new(self.inflated().unwrap_or_default()))
    }

    fn inflated(&self) -> Option<Vec<u8>> {
        let mut whole = Vec::with_capacity(self.length);
        let most = u64::try_from(self.length).ok()?;
        DeflateDecoder::new(self.deflated()).take(most).read_to_end(&mut whole).ok()?;
        (whole.len() == self.length).then_some(whole)
    }

    fn deflated(&self) -> &[u8] {
        self.bytes.get(self.place.clone()).unwrap_or_default()
    }

    /// Has nobody asked for them yet? Only tests ask that.
    pub fn is_unread(&self) -> bool {
        self.whole.get().is_none()
    }

    /// Takes up what [`Frozen`] wrote at a place of some bytes: what is packed, and where the rest begins. `None` if it
    /// cannot have written it.
    pub fn take(bytes: &Arc<Vec<u8>>, at: usize) -> Option<(Arc<Packed>, usize)> {
        let ((length, deflated), rest) = postcard::take_from_bytes::<(usize, usize)>(bytes.get(at..)?).ok()?;
        let begin = bytes.len().checked_sub(rest.len())?;
        let end = begin.checked_add(deflated).filter(|end| *end <= bytes.len() && length <= MOST_BYTES)?;
        let packed = Packed { bytes: Arc::clone(bytes), place: begin..end, length, whole: OnceLock::new() };
        Some((Arc::new(packed), end))
    }
}

/// Something as bytes: what of it lies far is packed, and the rest is read at once.
#[derive(Debug)]
pub struct Frozen {
    head: Vec<u8>,
    far: Arc<Packed>,
    near: Vec<u8>,
}

impl Frozen {
    /// Of these two; `None` only if there is no room.
    pub fn of(far: Arc<Packed>, near: Vec<u8>) -> Option<Frozen> {
        let head = postcard::to_allocvec(&(far.length, far.deflated().len())).ok()?;
        Some(Frozen { head, far, near })
    }

    /// The bytes, in parts that are not put together first: they are large.
    pub fn parts(&self) -> [&[u8]; 3] {
        [&self.head, self.far.deflated(), &self.near]
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_packed_comes_out(far in vec(any::<u8>(), 0..2_000), near in vec(any::<u8>(), 0..50), before in 0..9_usize) {
            let frozen = Frozen::of(Arc::new(Packed::of(&far).unwrap()), near.clone()).unwrap();
            let bytes = Arc::new([vec![7; before], frozen.parts().concat()].concat());
            let (packed, at) = Packed::take(&bytes, before).unwrap();
            prop_assert!(packed.is_unread());
            prop_assert_eq!((packed.whole().as_slice(), bytes.get(at..)), (far.as_slice(), Some(near.as_slice())));
            prop_assert!(!packed.is_unread());
            // Packed again as it is.
            let again = Frozen::of(packed, near).unwrap();
            prop_assert_eq!(again.parts(), frozen.parts());
        }

        #[test]
        fn anything_else_comes_out_as_nothing_or_as_many(bytes in vec(any::<u8>(), 0..200)) {
            if let Some((packed, at)) = Packed::take(&Arc::new(bytes.clone()), 0) {
                prop_assert!(at <= bytes.len());
                prop_assert!(packed.length() > 1 << 20 || [0, packed.length()].contains(&packed.whole().len()));
            }
        }
    }
}
