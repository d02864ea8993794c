//! How well the morning score follows the own rating of readiness, as the tables of `docs/pmdata.md`.

use std::error::Error;
use std::fmt::Write as _;

use upswing::engine::readiness::Verdict;

use super::pmdata::{ANSWERS, Person, Rated, spearman};

type Column = (&'static str, Box<dyn Fn(&Rated) -> Option<f64>>);

/// What is compared with the rating: the score, the mean of the answers, and each single thing.
fn columns() -> Vec<Column> {
    let mut columns: Vec<Column> = vec![("score", Box::new(|day| day.score)), ("mean of answers", Box::new(Rated::mean))];
    for (at, field) in ANSWERS.iter().enumerate() {
        columns.push((field.spec().label, Box::new(move |day| day.answers.get(at).copied().flatten())));
    }
    columns.push(("minutes asleep", Box::new(|day| day.slept)));
    columns
}

/// Both tables.
///
/// # Errors
/// None: writing to a text cannot fail.
pub fn report(people: &[Person]) -> Result<String, Box<dyn Error>> {
    let columns = columns();
    let mut text = String::from("| person | mornings | sessions |");
    columns.iter().for_each(|(name, _)| text += &format!(" {name} |"));
    text += &format!("\n|---|---|---|{}\n", "---|".repeat(columns.len()));
    let mut found: Vec<Vec<f64>> = vec![Vec::new(); columns.len()];
    for person in people {
        // The same mornings for every column, or the columns could not be compared.
        let days: Vec<&Rated> = person.mornings.iter().filter(|day| day.score.is_some()).collect();
        write!(text, "| {} | {} | {} |", person.name, days.len(), person.journal.history().sessions().count())?;
        for ((_, value), found) in columns.iter().zip(&mut found) {
            let pairs: Vec<(f64, f64)> = days.iter().filter_map(|day| Some((value(day)?, day.rating))).collect();
            let correlation = spearman(&pairs);
            found.extend(correlation);
            write!(text, " {} |", correlation.map_or("–".to_owned(), |found| format!("{found:.2}")))?;
        }
        text.push('\n');
    }
    text += "| median | | |";
    found.into_iter().for_each(|values| text += &format!(" {} |", median(values)));
    text += "\n\n";
    Ok(text + &by_verdict(people)?)
}

fn median(mut values: Vec<f64>) -> String {
    values.sort_by(f64::total_cmp);
    let (low, high) = (values.get(values.len().saturating_sub(1) / 2), values.get(values.len() / 2));
    low.zip(high).map_or("–".to_owned(), |(low, high)| format!("{:.2}", (low + high) / 2.0))
}

/// How ready people called themselves on the mornings with each verdict.
fn by_verdict(people: &[Person]) -> Result<String, Box<dyn Error>> {
    let verdicts = [Verdict::Build, Verdict::Train, Verdict::Ease, Verdict::Recover, Verdict::Rest];
    let mut text = String::from("| person |");
    verdicts.iter().for_each(|verdict| text += &format!(" {} |", verdict.id()));
    text += &format!("\n|---|{}\n", "---|".repeat(verdicts.len()));
    for person in people {
        write!(text, "| {} |", person.name)?;
        for verdict in verdicts {
            let said = person.mornings.iter().filter(|day| day.score.is_some() && day.verdict == verdict);
            let ratings: Vec<f64> = said.map(|day| day.rating).collect();
            let mean = ratings.iter().sum::<f64>() / ratings.len().max(1) as f64;
            let cell = if ratings.is_empty() { "–".to_owned() } else { format!("{mean:.1} ({})", ratings.len()) };
            write!(text, " {cell} |")?;
        }
        text.push('\n');
    }
    Ok(text)
}
