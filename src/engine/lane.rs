//! A long list of which only the end is there at once, and the rest when somebody asks for it: ten years are judged, and
//! a morning looks at a season.
//!
//! The bytes are believed as they are. Whoever keeps them has to know that they are what [`Freezing`] made, and made
//! by this very program: nothing in them says so.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::packed::{Frozen, Kept, MORE, NEAR, Packed};

/// Room for so many values is made before they are read: more than are near as a rule, and little whatever is said.
const MOST_AT_ONCE: usize = 1 << 12;

/// A list, one value a day or session.
#[derive(Debug, Clone)]
pub(super) struct Lane<T> {
    /// The oldest, still bytes.
    far: Option<Far>,
    /// What comes after them.
    near: Vec<T>,
    /// All of it, once somebody asked for what is far.
    whole: OnceLock<Vec<T>>,
}

#[derive(Debug, Clone)]
struct Far {
    packed: Arc<Packed>,
    place: Range<usize>,
    count: usize,
}

impl<T> Default for Lane<T> {
    fn default() -> Lane<T> {
        Lane::from(Vec::new())
    }
}

impl<T> From<Vec<T>> for Lane<T> {
    fn from(near: Vec<T>) -> Lane<T> {
        Lane { far: None, near, whole: OnceLock::new() }
    }
}

impl<T: Clone + DeserializeOwned + PartialEq> PartialEq for Lane<T> {
    fn eq(&self, other: &Lane<T>) -> bool {
        self.all() == other.all()
    }
}

impl<T> Lane<T> {
    /// How many values lie far.
    fn begin(&self) -> usize {
        self.far.as_ref().map_or(0, |far| far.count)
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.begin() + self.near.len()
    }

    /// Are there some of long ago that nobody asked for, here or in another list beside this one? Only tests
    /// ask that.
    pub fn is_packed(&self) -> bool {
        self.far.as_ref().is_some_and(|far| far.packed.is_unread())
    }
}

impl<T: Clone + DeserializeOwned> Lane<T> {
    /// Every value.
    pub fn all(&self) -> &[T] {
        let Some(far) = &self.far else { return &self.near };
        self.whole.get_or_init(|| far.values().chain(self.near.iter().cloned()).collect())
    }

    /// The value of a place.
    pub fn get(&self, place: usize) -> Option<&T> {
        match place.checked_sub(self.begin()) {
            Some(near) => self.near.get(near),
            None => self.all().get(place),
        }
    }

    /// The newest value.
    pub fn last(&self) -> Option<&T> {
        self.len().checked_sub(1).and_then(|last| self.get(last))
    }

    /// The values between two places, both included; places outside are left out.
    pub fn between(&self, first: i64, last: i64) -> &[T] {
        let end = usize::try_from(last + 1).unwrap_or(0).min(self.len());
        let begin = usize::try_from(first).unwrap_or(0).min(end);
        let near = begin.checked_sub(self.begin()).zip(end.checked_sub(self.begin()));
        let found = match near {
            Some((begin, end)) => self.near.get(begin..end),
            None if begin == end => None,
            None => self.all().get(begin..end),
        };
        found.unwrap_or(&[])
    }

    /// The values from a place on.
    pub fn since(&self, place: usize) -> &[T] {
        self.between(place as i64, self.len() as i64 - 1)
    }

    /// Adds a value.
    pub fn push(&mut self, value: T) {
        self.whole = OnceLock::new();
        self.near.push(value);
    }

    /// Makes room for so many values in all.
    pub fn reserve_all(&mut self, values: usize) {
        self.near.reserve(values.saturating_sub(self.len()));
    }

    /// Forgets all values but the first so many.
    pub fn truncate(&mut self, values: usize) {
        match values.checked_sub(self.begin()) {
            Some(near) => {
                self.whole = OnceLock::new();
                self.near.truncate(near);
            }
            None => self.warm().truncate(values),
        }
    }

    /// The values from a place on, to be changed.
    pub fn since_mut(&mut self, place: usize) -> &mut [T] {
        if place < self.begin() {
            self.warm();
        }
        self.whole = OnceLock::new();
        let place = place.saturating_sub(self.begin()).min(self.near.len());
        self.near.get_mut(place..).unwrap_or_default()
    }

    /// All values as a list that can be changed.
    fn warm(&mut self) -> &mut Vec<T> {
        if self.far.is_some() {
            self.near = self.all().to_vec();
            (self.far, self.whole) = (None, OnceLock::new());
        }
        &mut self.near
    }
}

impl Far {
    fn bytes(&self) -> Option<&[u8]> {
        self.packed.whole().get(self.place.clone())
    }

    /// The values, which stand one behind the other.
    fn values<T: DeserializeOwned>(&self) -> impl Iterator<Item = T> {
        let mut rest = self.bytes().unwrap_or_default();
        (0..self.count).map_while(move |_| {
            let (value, after) = postcard::take_from_bytes(rest).ok()?;
            rest = after;
            Some(value)
        })
    }
}

/// Lists and values that are written one after the other, as [`Thawing`] takes them up.
#[derive(Debug)]
pub(super) struct Freezing {
    near: Vec<u8>,
    far: Packing,
}

/// What becomes of what lies far.
#[derive(Debug)]
enum Packing {
    /// It stays as it is packed, if anything is.
    Kept(Option<Arc<Packed>>),
    /// It is packed anew, together with what has become old.
    Anew(Vec<u8>),
}

impl Freezing {
    /// Freezes what these writers write; `None` only if there is no room. It is written twice where enough has become old.
    pub fn of(write: impl Fn(&mut Freezing) -> Option<()>) -> Option<Frozen> {
        let frozen = |far: Packing| {
            let mut out = Freezing { near: Vec::new(), far };
            write(&mut out)?;
            let far = match out.far {
                Packing::Kept(packed) => packed.unwrap_or_default(),
                Packing::Anew(bytes) => Arc::new(Packed::of(&bytes)?),
            };
            Frozen::of(far, out.near)
        };
        frozen(Packing::Kept(None)).or_else(|| frozen(Packing::Anew(Vec::new())))
    }

    /// Writes a value; `None` only if there is no room.
    pub fn put<T: Serialize>(&mut self, value: &T) -> Option<()> {
        put(&mut self.near, value)
    }

    /// Writes a list with a value a day; `None` if there is no room, or if it has to be packed anew and is not.
    pub fn put_lane<T: Serialize>(&mut self, lane: &Lane<T>) -> Option<()> {
        self.put_lane_of(lane, NEAR)
    }

    /// Writes a list of which so many of the newest are asked for at a start, as [`Freezing::put_lane`].
    pub fn put_lane_of<T: Serialize>(&mut self, lane: &Lane<T>, newest: usize) -> Option<()> {
        let kept = lane.far.as_ref();
        let (place, moved) = match &mut self.far {
            Packing::Kept(packed) => {
                let fits = lane.near.len() <= newest + MORE;
                let is_same =
                    kept.is_none_or(|far| Arc::ptr_eq(packed.get_or_insert_with(|| Arc::clone(&far.packed)), &far.packed));
                if !(fits && is_same) {
                    return None;
                }
                (kept.map_or(0..0, |far| far.place.clone()), 0)
            }
            Packing::Anew(bytes) => {
                let (begin, moved) = (bytes.len(), lane.near.len().saturating_sub(newest));
                if let Some(far) = kept {
                    bytes.extend_from_slice(far.bytes()?);
                }
                lane.near.iter().take(moved).try_for_each(|value| put(bytes, value))?;
                (begin..bytes.len(), moved)
            }
        };
        self.put(&(lane.begin() + moved, place, lane.near.len() - moved))?;
        lane.near.iter().skip(moved).try_for_each(|value| put(&mut self.near, value))
    }
}

fn put<T: Serialize>(bytes: &mut Vec<u8>, value: &T) -> Option<()> {
    *bytes = postcard::to_extend(value, std::mem::take(bytes)).ok()?;
    Some(())
}

/// Lists and values that are taken up one after the other, as [`Freezing`] wrote them.
#[derive(Debug)]
pub(super) struct Thawing {
    packed: Arc<Packed>,
    bytes: Arc<Vec<u8>>,
    at: usize,
}

impl Thawing {
    /// Begins at a place of what was kept, with what lies far as this part.
    pub fn at(kept: &Kept, at: usize, part: usize) -> Option<Thawing> {
        let (packed, at) = Packed::take(kept, at, part)?;
        Some(Thawing { packed, bytes: Arc::clone(&kept.near), at })
    }

    /// Takes up a value; `None` if there is none.
    pub fn take<T: DeserializeOwned>(&mut self) -> Option<T> {
        let (value, rest) = postcard::take_from_bytes(self.bytes.get(self.at..)?).ok()?;
        self.at = self.bytes.len().checked_sub(rest.len())?;
        Some(value)
    }

    /// Takes up a list, of which only the end is read; `None` if there is none.
    pub fn take_lane<T: DeserializeOwned>(&mut self) -> Option<Lane<T>> {
        let (count, place, newest): (usize, Range<usize>, usize) = self.take()?;
        let mut near = Vec::with_capacity(newest.min(MOST_AT_ONCE));
        for _ in 0..newest {
            near.push(self.take()?);
        }
        // Each value has a byte at least: more than the place has bytes cannot be in it.
        let is_inside = place.start <= place.end && place.end <= self.packed.length() && count <= place.len();
        let far = (count > 0).then(|| Far { packed: Arc::clone(&self.packed), place, count });
        is_inside.then_some(Lane { far, near, whole: OnceLock::new() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::packed::Away;

    #[derive(Debug, Clone)]
    enum Step {
        Push(i64),
        Truncate(usize),
        Change(usize),
        Look(i64, i64),
        Freeze,
    }

    fn step() -> impl Strategy<Value = Step> {
        let place = || 0..1_200_usize;
        prop_oneof![
            any::<i64>().prop_map(Step::Push),
            place().prop_map(Step::Truncate),
            place().prop_map(Step::Change),
            (-5..1_200_i64, -5..1_200_i64).prop_map(|(first, last)| Step::Look(first, last)),
            Just(Step::Freeze),
        ]
    }

    #[derive(Debug)]
    struct Part(Vec<u8>);

    impl Away for Part {
        fn part(&self, _: usize) -> Option<&[u8]> {
            Some(&self.0)
        }

        fn is_whole(&self) -> bool {
            true
        }
    }

    fn kept(frozen: &Frozen) -> Kept {
        Kept { near: Arc::new(frozen.near.concat()), away: Arc::new(Part(frozen.far().to_vec())) }
    }

    fn frozen(lane: &Lane<i64>) -> Lane<i64> {
        let frozen = Freezing::of(|out| out.put_lane(lane)).unwrap();
        Thawing::at(&kept(&frozen), 0, 0).unwrap().take_lane().unwrap()
    }

    proptest! {
        #[test]
        fn a_lane_is_the_list_it_stands_for(values in vec(any::<i64>(), 0..1_000), steps in vec(step(), 0..12)) {
            let (mut lane, mut list) = (frozen(&values.clone().into()), values);
            for step in steps {
                match step {
                    Step::Push(value) => {
                        lane.push(value);
                        list.push(value);
                    }
                    Step::Truncate(values) => {
                        lane.truncate(values);
                        list.truncate(values);
                    }
                    Step::Change(place) => {
                        lane.since_mut(place).iter_mut().for_each(|value| *value = value.wrapping_mul(3));
                        list.iter_mut().skip(place).for_each(|value| *value = value.wrapping_mul(3));
                    }
                    Step::Look(first, last) => {
                        let inside = |place: &usize| (first..=last).contains(&(*place as i64));
                        let plain: Vec<i64> = (0..list.len()).filter(inside).filter_map(|place| list.get(place)).copied().collect();
                        prop_assert_eq!(lane.between(first, last), plain);
                        let place = usize::try_from(first).unwrap_or(0);
                        prop_assert_eq!(lane.get(place), list.get(place));
                    }
                    Step::Freeze => lane = frozen(&lane),
                }
                prop_assert_eq!((lane.len(), lane.last()), (list.len(), list.last()));
            }
            prop_assert_eq!(lane.all(), list);
        }
    }

    #[test]
    fn bytes_that_are_cut_are_no_lane() {
        let lane = Lane::from((0..700_i64).collect::<Vec<_>>());
        let whole = kept(&Freezing::of(|out| out.put_lane(&lane)).unwrap());
        for end in 0..whole.near.len() {
            let cut = Kept { near: Arc::new(whole.near.get(..end).unwrap().to_vec()), ..whole.clone() };
            assert!(Thawing::at(&cut, 0, 0).and_then(|mut from| from.take_lane::<i64>()).is_none(), "{end}");
        }
    }

    #[test]
    fn more_values_than_there_are_bytes_are_no_lane() {
        let of = |count: usize, place: Range<usize>, newest: usize| {
            let near = postcard::to_allocvec(&(count, place, newest)).unwrap();
            let frozen = Frozen::of(Arc::new(Packed::of(&[2; 8]).unwrap()), near).unwrap();
            Thawing::at(&kept(&frozen), 0, 0).unwrap().take_lane::<i64>()
        };
        assert_eq!(of(8, 0..8, 0).unwrap().all(), [1; 8]);
        assert!(of(0, 0..0, 0).unwrap().all().is_empty());
        for (count, place, newest) in
            [(usize::MAX, 0..0, 0), (9, 0..8, 0), (5, 4..8, 0), (1, 8..8, 0), (8, 0..9, 0), (0, 0..0, usize::MAX), (8, 0..8, 1)]
        {
            assert!(of(count, place.clone(), newest).is_none(), "{count} in {place:?} and {newest}");
        }
        let inverted = Range { start: 8, end: 0 };
        assert!(of(1, inverted, 0).is_none());
    }

    #[test]
    fn what_lies_far_is_read_when_it_is_asked_for() {
        let lane = frozen(&Lane::from((0..700_i64).collect::<Vec<_>>()));
        assert_eq!((lane.get(699), lane.between(500, 501)), (Some(&699), [500, 501].as_slice()));
        assert!(lane.whole.get().is_none() && lane.near.len() < 700);
        assert_eq!(lane.between(-3, 1), &[0, 1]);
        assert!(lane.whole.get().is_some());
    }
}
