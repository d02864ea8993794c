//! What holds over days: an illness, an injury, a holiday, a pause (`readiness.md` §1).

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::session::{Body, Kind, words};

/// The name of a span.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SpanId(pub String);

/// What holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanKind {
    /// Each day counts as flagged ill.
    Ill,
    /// Sessions of some kinds are not possible.
    Injury,
    /// Days off for the planner.
    Holiday,
    /// The same, and nobody asks for a lighter week.
    Pause,
}

words!(SpanKind { Ill = "ill", Injury = "injury", Holiday = "holiday", Pause = "pause" });

impl SpanKind {
    /// Are its days off for the planner?
    pub fn is_away(self) -> bool {
        matches!(self, SpanKind::Holiday | SpanKind::Pause)
    }
}

/// A kind of session that an injury does not allow, written `endurance` or `strength:lower`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Avoid {
    kind: Kind,
    /// For strength: one half of the body.
    half: Option<Body>,
}

impl Avoid {
    /// All sessions of a kind.
    pub fn all(kind: Kind) -> Avoid {
        Avoid { kind, half: None }
    }

    /// Is a session of this kind, for this part of the body, not possible? Work for all of the body meets both halves.
    pub fn meets(self, kind: Kind, body: Body) -> bool {
        self.kind == kind && self.half.is_none_or(|half| body == Body::Full || body == half)
    }

    /// What can be avoided, in the order of the kinds.
    pub fn choices() -> impl Iterator<Item = Avoid> {
        let halves = |kind: Kind| match kind {
            Kind::Strength => [Body::Upper, Body::Lower].as_slice(),
            Kind::Skill | Kind::Endurance | Kind::Intervals | Kind::Balance | Kind::Mobility | Kind::Event => &[],
        };
        let of = move |kind: &Kind| {
            let half = |half: &Body| Avoid { kind: *kind, half: Some(*half) };
            std::iter::once(Avoid::all(*kind)).chain(halves(*kind).iter().map(half)).collect::<Vec<_>>()
        };
        Kind::ALL.iter().flat_map(of)
    }
}

impl fmt::Display for Avoid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.half {
            None => f.pad(self.kind.id()),
            Some(half) => f.pad(&format!("{}:{half}", self.kind)),
        }
    }
}

impl From<Avoid> for String {
    fn from(avoid: Avoid) -> String {
        avoid.to_string()
    }
}

impl TryFrom<String> for Avoid {
    type Error = String;

    fn try_from(text: String) -> Result<Avoid, String> {
        let known = || Avoid::choices().map(String::from).collect::<Vec<_>>().join(", ");
        let found = Avoid::choices().find(|avoid| avoid.to_string() == text);
        found.ok_or_else(|| format!("expected a kind of session ({}), found \"{text}\"", known()))
    }
}

/// Something that holds over days. The journal keeps it whole: the last version written is the span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Its name in the journal.
    pub id: SpanId,
    /// What holds.
    pub kind: SpanKind,
    /// The first day.
    pub from: Day,
    /// The last day; `None` = open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// Of an injury: what it does not allow.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub avoid: BTreeSet<Avoid>,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Span {
    /// An open span with nothing more said.
    pub fn new(id: SpanId, kind: SpanKind, from: Day) -> Span {
        Span { id, kind, from, to: None, avoid: BTreeSet::new(), note: String::new() }
    }

    /// Does it hold on this day?
    pub fn covers(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Does it hold without an end?
    pub fn is_open(&self) -> bool {
        self.to.is_none()
    }

    /// Does another one say the same of the same days? Two injuries at once are two; one cannot be ill or away twice.
    fn clashes(&self, other: &Span) -> bool {
        let meet = self.covers(other.from) || other.covers(self.from);
        self.id != other.id && self.kind == other.kind && self.kind != SpanKind::Injury && meet
    }

    /// Is this an injury that does not allow such a session?
    pub fn avoids(&self, kind: Kind, body: Body) -> bool {
        self.avoid.iter().any(|avoid| avoid.meets(kind, body))
    }

    /// Is this a span that can be: an end not before its beginning, kinds avoided only by an injury?
    ///
    /// # Errors
    /// What is expected in its place.
    pub fn possible(&self) -> Result<(), String> {
        match self.to {
            Some(to) if to < self.from => Err(format!("expected an end on {} or later, found {to}", self.from)),
            _ if self.kind != SpanKind::Injury && !self.avoid.is_empty() => {
                Err(format!("expected sessions to avoid only with an injury, found them with {}", self.kind))
            }
            _ => Ok(()),
        }
    }
}

/// A span with the day on which a check-in said that it was over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The span.
    pub span: Span,
    /// Of an open illness: the first day after its first on which a check-in said *not ill*.
    pub well: Option<Day>,
}

impl Held {
    /// The last day on which it holds; `None` = it has no end yet.
    pub fn last(&self) -> Option<Day> {
        self.span.to.or(self.well.map(|well| well.minus(1)))
    }

    /// Does it hold on this day?
    pub fn holds(&self, day: Day) -> bool {
        self.span.from <= day && self.last().is_none_or(|last| day <= last)
    }

    /// Does another span say the same of days on which this one holds? An illness that a check-in ended does so up to then.
    pub fn clashes(&self, other: &Span) -> bool {
        Span { to: self.last(), ..self.span.clone() }.clashes(other)
    }

    /// Is one ill because of it? `denied` = the day's own check-in says *not ill*, which takes the day out.
    pub fn makes_ill(&self, day: Day, denied: bool) -> bool {
        self.span.kind == SpanKind::Ill && !denied && self.span.covers(day) && self.well.is_none_or(|well| day < well)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_injury_of_the_legs_meets_legs_and_all_of_the_body() {
        let legs = Avoid::try_from("strength:lower".to_owned()).unwrap();
        assert!(legs.meets(Kind::Strength, Body::Lower) && legs.meets(Kind::Strength, Body::Full));
        assert!(!legs.meets(Kind::Strength, Body::Upper) && !legs.meets(Kind::Endurance, Body::Lower));
        assert!(Avoid::all(Kind::Strength).meets(Kind::Strength, Body::Upper));
    }

    #[test]
    fn what_is_avoided_is_read_as_it_is_written() {
        for avoid in Avoid::choices() {
            assert_eq!(Avoid::try_from(avoid.to_string()), Ok(avoid));
        }
        for bad in ["strength:full", "endurance:lower", "", "run"] {
            assert!(Avoid::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_an_injury_avoids_and_no_span_ends_before_it_began() {
        let day = Day::from_ymd(2026, 3, 2).unwrap();
        let mut span = Span::new(SpanId("a".to_owned()), SpanKind::Ill, day);
        assert!(span.is_open() && span.covers(Day::MAX) && !span.covers(day.minus(1)));
        span.to = Some(day);
        assert!(span.possible().is_ok() && span.covers(day) && !span.covers(day.plus(1)));
        span.avoid.insert(Avoid::all(Kind::Endurance));
        assert!(span.possible().is_err());
        span.kind = SpanKind::Injury;
        assert!(span.possible().is_ok());
        span.to = Some(day.minus(1));
        assert!(span.possible().is_err());
    }

    /// Every span of one kind over a few days, with and without an end.
    fn spans(id: &str, kind: SpanKind) -> Vec<Span> {
        let first = Day::from_ymd(2026, 3, 2).unwrap();
        let of = |from: i64, to: Option<i64>| {
            let (from, to) = (first.plus(from), to.map(|to| first.plus(to)));
            Span { to, ..Span::new(SpanId(id.to_owned()), kind, from) }
        };
        (0..5).flat_map(|from| std::iter::once(None).chain((from..5).map(Some)).map(move |to| of(from, to))).collect()
    }

    #[test]
    fn two_spans_of_one_kind_clash_where_a_day_is_in_both_and_injuries_never() {
        let days = |span: &Span| {
            Day::from_ymd(2026, 3, 1)
                .unwrap()
                .to(Day::from_ymd(2026, 3, 12).unwrap())
                .filter(|day| span.covers(*day))
                .collect::<BTreeSet<_>>()
        };
        for (one, other) in spans("a", SpanKind::Holiday)
            .iter()
            .flat_map(|one| spans("b", SpanKind::Holiday).into_iter().map(move |other| (one, other)))
        {
            let meet = !days(one).is_disjoint(&days(&other));
            let held = Held { span: one.clone(), well: None };
            assert_eq!((one.clashes(&other), held.clashes(&other)), (meet, meet), "{one:?} {other:?}");
            assert!(!one.clashes(&Span { kind: SpanKind::Pause, ..other.clone() }), "of another kind");
            assert!(!one.clashes(&Span { id: one.id.clone(), ..other.clone() }), "the same one");
            let hurt = |span: &Span| Span { kind: SpanKind::Injury, ..span.clone() };
            assert!(!hurt(one).clashes(&hurt(&other)));
        }
    }

    #[test]
    fn an_open_illness_holds_up_to_the_day_before_a_check_in_said_well() {
        let first = Day::from_ymd(2026, 3, 2).unwrap();
        let span = Span::new(SpanId("a".to_owned()), SpanKind::Ill, first);
        let ends = [(None, None, 9), (Some(3), None, 3), (None, Some(4), 3)];
        for (to, well, last) in ends {
            let held =
                Held { span: Span { to: to.map(|to| first.plus(to)), ..span.clone() }, well: well.map(|well| first.plus(well)) };
            assert_eq!(held.last(), (to.is_some() || well.is_some()).then(|| first.plus(last)));
            for day in -1..=9 {
                let (is_in, day) = ((0..=last).contains(&day), first.plus(day));
                assert_eq!(
                    (held.holds(day), held.makes_ill(day, false), held.makes_ill(day, true)),
                    (is_in, is_in, false),
                    "{day} {held:?}"
                );
                let other = Span { to: Some(first.plus(20)), ..Span::new(SpanId("b".to_owned()), SpanKind::Ill, day) };
                assert_eq!(held.clashes(&other), day <= first.plus(last), "from {day} on {held:?}");
            }
            let away = Held { span: Span { kind: SpanKind::Holiday, ..held.span.clone() }, ..held };
            assert!(away.holds(first) && !away.makes_ill(first, false));
        }
    }
}
