//! What of the chart's values is in view: by day or by week, the ends of an axis, the loads of a day.

use super::parts::{DateChart, Every, Lane, Series};
use super::scale::shown;
use crate::domain::Day;

/// The values of a series on the chart's days, each with its number of days after the first.
pub(super) fn visible<'a>(series: &Series<'a>, first: Day, days: i64) -> impl Iterator<Item = (i64, Option<f64>)> + use<'a> {
    let offset = first.since(series.start);
    let (skipped, begin) = (usize::try_from(offset).unwrap_or(0), (-offset).max(0));
    let values = series.values.get(skipped..).unwrap_or_default();
    (begin..days).zip(values).map(|(index, value)| (index, value.and_then(shown)))
}

/// The same, or the means of whole weeks on their middle days; what lies half in view counts as far as it is in view.
pub(super) fn drawn<'a>(series: &Series<'a>, first: Day, days: i64) -> Vec<(i64, Option<f64>)> {
    let Every::Week(week) = series.every else { return visible(series, first, days).collect() };
    let begun = first.since(week.first(first));
    let mut weeks: Vec<(i64, f64, f64)> = Vec::new();
    for (index, value) in visible(series, first, days) {
        let middle = (index + begun) / 7 * 7 - begun + 3;
        if weeks.last().is_none_or(|(week, ..)| *week != middle) {
            weeks.push((middle, 0.0, 0.0));
        }
        if let (Some((_, sum, count)), Some(value)) = (weeks.last_mut(), value) {
            *sum += value;
            *count += 1.0;
        }
    }
    weeks.into_iter().map(|(at, sum, count)| (at.clamp(0, days - 1), (count > 0.0).then(|| sum / count))).collect()
}

/// The lowest and the highest value that a lane shows.
pub(super) fn extent(chart: &DateChart<'_>, lane: &Lane<'_>) -> Option<(f64, f64)> {
    let lines = lane.lines.iter().map(|line| line.series);
    let bands = lane.bands.iter().filter(|band| band.makes_room).flat_map(|band| [band.low, band.high]);
    let held = lane.held.and_then(|(low, high)| Some((shown(low)?, shown(high)?)));
    let widened = |sofar: Option<(f64, f64)>, value: f64| {
        let (low, high) = sofar.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    };
    lines.chain(bands).fold(held, |sofar, series| match series.every {
        // Ten years of days are looked through in each draw: without a list of them.
        Every::Day => visible(&series, chart.first, chart.days()).filter_map(|(_, value)| value).fold(sofar, widened),
        Every::Week(_) => {
            drawn(&series, chart.first, chart.days()).into_iter().filter_map(|(_, value)| value).fold(sofar, widened)
        }
    })
}

/// The sum of the layers on each day of the chart.
pub(super) fn totals(chart: &DateChart<'_>) -> Vec<f64> {
    let days = chart.last.since(chart.first).max(0) + 1;
    let mut totals = vec![0.0; usize::try_from(days).unwrap_or(0)];
    for layer in &chart.loads {
        for (index, value) in visible(&layer.series, chart.first, days) {
            if let (Some(total), Some(value)) = (totals.get_mut(index as usize), value) {
                *total += value.max(0.0);
            }
        }
    }
    totals
}

/// The load of one layer on a day.
pub(super) fn value_on(series: &Series<'_>, day: Day) -> f64 {
    let value = visible(series, day, 1).next().and_then(|(_, value)| value);
    value.unwrap_or(0.0).max(0.0)
}
