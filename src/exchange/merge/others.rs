//! What is no row of a day: the person, the days of the plan, experiments, spans, and what is kept apart.

use std::collections::BTreeMap;

use crate::domain::{Day, DayPlan, Experiment, ExperimentId, History, Op, Profile, ProfileChange, Registered};
use crate::exchange::found::Found;
use crate::exchange::report::Counts;

/// What became of it in one file, by what it is.
pub type Others = BTreeMap<&'static str, Counts>;

/// What to write, and what became of each file.
pub fn merge(history: &History, files: &[Found]) -> (Vec<Op>, Vec<Others>) {
    let (mut ops, profile) = profile(history, files);
    let (plan_ops, plans) = day_plans(history, files);
    let (experiment_ops, experiments) = experiments(history, files);
    let (span_ops, spans) = spans(history, files);
    ops.extend(plan_ops.into_iter().chain(experiment_ops).chain(span_ops));
    // Who is kept apart is written with the sessions.
    let apart = files.iter().map(|file| apart(history, file)).collect();
    let sorts: [(&'static str, Vec<Counts>); 5] =
        [("profile", profile), ("plan days", plans), ("experiment", experiments), ("spans", spans), ("kept apart", apart)];
    let of_file = |at: usize| {
        let counts = sorts.iter().filter_map(|(sort, counts)| Some((*sort, *counts.get(at)?)));
        counts.filter(|(_, counts)| *counts != Counts::default()).collect()
    };
    (ops, (0..files.len()).map(of_file).collect())
}

/// The person: what a file says holds, if it is new. Of what several say, what holds in the end is written.
fn profile(history: &History, files: &[Found]) -> (Vec<Op>, Vec<Counts>) {
    let mut end: Profile = history.profile().clone();
    let said = || files.iter().flat_map(|file| &file.profile);
    said().for_each(|change| end.apply(change));
    let changes = |from: &Profile, change: &ProfileChange| {
        let mut to = from.clone();
        to.apply(change);
        to != *from
    };
    let is_news = |change: &ProfileChange| changes(history.profile(), change) && !changes(&end, change);
    let mut ops: Vec<Op> = Vec::new();
    for op in said().filter(|change| is_news(change)).cloned().map(Op::SetProfile) {
        if !ops.contains(&op) {
            ops.push(op);
        }
    }
    let count = |file: &Found| match (file.profile.is_empty(), file.profile.iter().any(is_news)) {
        (true, _) => Counts::default(),
        (_, false) => Counts { same: 1, ..Counts::default() },
        _ if *history.profile() == Profile::default() => Counts { new: 1, ..Counts::default() },
        _ => Counts { updated: 1, ..Counts::default() },
    };
    (ops, files.iter().map(count).collect())
}

/// Things with a name, of which the last one holds, and what they are to each file; `nothing` = one that says nothing.
fn last_holds<'a, K: Ord, V: PartialEq + Copy>(
    files: &'a [Found],
    of: impl Fn(&'a Found) -> Vec<(K, V)>,
    known: impl Fn(&K) -> Option<V>,
    nothing: Option<V>,
) -> (BTreeMap<K, V>, Vec<Counts>) {
    let mut all = BTreeMap::new();
    let counts = files.iter().map(|file| {
        let mut counts = Counts::default();
        for (name, now) in of(file) {
            match all.get(&name).copied().or_else(|| known(&name)).or(nothing.filter(|nothing| *nothing == now)) {
                None => counts.new += 1,
                Some(before) if before == now => counts.same += 1,
                Some(_) => counts.updated += 1,
            }
            all.insert(name, now);
        }
        counts
    });
    let counts = counts.collect();
    (all, counts)
}

fn day_plans(history: &History, files: &[Found]) -> (Vec<Op>, Vec<Counts>) {
    let set = |day: &Day| history.day(*day).map(|record| record.plan).filter(|plan| *plan != DayPlan::default());
    let (plans, counts) = last_holds(files, |file| file.day_plans.clone(), set, Some(DayPlan::default()));
    let changed = plans.into_iter().filter(|(day, plan)| set(day).unwrap_or_default() != *plan);
    (changed.map(|(day, plan)| Op::PutDayPlan { day, plan }).collect(), counts)
}

/// Spans that are new or another.
fn spans<'a>(history: &'a History, files: &'a [Found]) -> (Vec<Op>, Vec<Counts>) {
    let of = |file: &'a Found| file.spans.iter().map(|span| (&span.id, span)).collect();
    let (spans, counts) = last_holds(files, of, |id| history.span(id), None);
    let changed = spans.into_iter().filter(|(id, span)| history.span(id) != Some(*span));
    (changed.map(|(_, span)| Op::PutSpan(Box::new(span.clone()))).collect(), counts)
}

/// Experiments that are not known yet, and ends of those that have none: nothing of one changes later.
fn experiments(history: &History, files: &[Found]) -> (Vec<Op>, Vec<Counts>) {
    // Of two ends the earlier one, whichever file it is in.
    let mut all: BTreeMap<&ExperimentId, (&Experiment, Option<Day>)> = BTreeMap::new();
    let counts = files.iter().map(|file| {
        let mut counts = Counts::default();
        for Registered { experiment, ended } in &file.experiments {
            let known = history.experiment(&experiment.id).map(|known| known.ended);
            let in_files = all.get(&experiment.id).map(|(_, ended)| *ended);
            match known.filter(Option::is_some).or(in_files).or(known) {
                None => counts.new += 1,
                Some(None) if ended.is_some() => counts.updated += 1,
                Some(_) => counts.same += 1,
            }
            let (_, end) = all.entry(&experiment.id).or_insert((experiment, None));
            *end = [*end, *ended].into_iter().flatten().min();
        }
        counts
    });
    let counts = counts.collect();
    let mut ops = Vec::new();
    for (id, (experiment, ended)) in all {
        let known = history.experiment(id);
        if known.is_none() {
            ops.push(Op::PutExperiment(Box::new(experiment.clone())));
        }
        let end = ended.filter(|_| known.is_none_or(|known| known.ended.is_none()));
        ops.extend(end.map(|day| Op::EndExperiment { id: id.clone(), day }));
    }
    (ops, counts)
}

fn apart(history: &History, file: &Found) -> Counts {
    let same = file.apart.iter().filter(|apart| history.apart().covers(apart)).count();
    Counts { same, new: file.apart.len() - same, ..Counts::default() }
}
