//! From score and limits to the verdict (`readiness.md` §7).

use crate::engine::tuning::Readiness;

use super::advice::Limit;
use super::ids::Verdict;

const BANDS: [Verdict; 4] = [Verdict::Build, Verdict::Train, Verdict::Ease, Verdict::Recover];

/// The raw score from which a band begins.
pub(super) fn threshold(band: Verdict, tuning: &Readiness) -> i64 {
    match band {
        Verdict::Build => tuning.build_from,
        Verdict::Train => tuning.train_from,
        Verdict::Ease => tuning.ease_from,
        Verdict::Recover => tuning.recover_from,
        Verdict::Rest | Verdict::None => 0,
    }
}

/// The band of a raw score. To rise above yesterday's band costs the margin; falling costs nothing.
pub(super) fn band(raw: i64, yesterday: Option<Verdict>, tuning: &Readiness) -> Verdict {
    let asked = |band: Verdict| {
        let margin = if yesterday.is_some_and(|yesterday| band > yesterday) { tuning.margin } else { 0 };
        threshold(band, tuning) + margin
    };
    BANDS.into_iter().find(|band| raw >= asked(*band)).unwrap_or(Verdict::Rest)
}

/// The lowest of the band and all ceilings. Without a score only limits of the body speak, and
/// only those that ask for less than the plan.
pub(super) fn verdict(band: Option<Verdict>, limits: &[Limit]) -> Verdict {
    let ceilings = |limits: &mut dyn Iterator<Item = &Limit>| limits.map(|limit| limit.ceiling).min();
    match band {
        Some(band) => ceilings(&mut limits.iter()).map_or(band, |ceiling| ceiling.min(band)),
        None => {
            let less = |limit: &&Limit| !limit.id.is_plan() && limit.ceiling <= Verdict::Ease;
            ceilings(&mut limits.iter().filter(less)).unwrap_or(Verdict::None)
        }
    }
}

/// What the verdict would be without the plan's limits.
pub(super) fn without_plan(band: Option<Verdict>, limits: &[Limit]) -> Verdict {
    let body: Vec<Limit> = limits.iter().copied().filter(|limit| !limit.id.is_plan()).collect();
    verdict(band, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rising_costs_the_margin_and_falling_does_not() {
        let tuning = Readiness::default();
        let after = |raw, yesterday| band(raw, yesterday, &tuning);
        assert_eq!(after(78_000, None), Verdict::Build);
        assert_eq!(after(80_999, Some(Verdict::Train)), Verdict::Train);
        assert_eq!(after(81_000, Some(Verdict::Rest)), Verdict::Build);
        assert_eq!(after(62_999, Some(Verdict::Rest)), Verdict::Ease, "ease is above rest too, and reached with its margin");
        assert_eq!(after(77_999, Some(Verdict::Build)), Verdict::Train);
        assert_eq!(after(34_999, Some(Verdict::Build)), Verdict::Rest);
    }
}
