//! Whatever a person can do has a row in the command table: without one it would have no key, no help and no palette.
//!
//! What can be done is read from the sources: the variants of `Action` with each value of the enums inside of them, so
//! that there is no second list. What a number or a field stands for is not looked at.

use std::collections::BTreeMap;
use std::fs;

use upswing::app::{COMMANDS, Scope};

use super::floors::without_tests;
use super::rooms::{code, files, root, tokens};

/// Enums by name: their variants, each with the types inside of it.
type Enums = BTreeMap<String, Vec<(String, Vec<String>)>>;

/// The public enums that a source declares.
fn enums(source: &str) -> Enums {
    let code = without_tests(code(source));
    let tokens = tokens(&code);
    let begins = tokens.windows(4).enumerate().filter_map(|(at, next)| match next {
        ["pub", "enum", name, "{"] => Some((at + 4, *name)),
        _ => None,
    });
    begins.map(|(at, name)| (name.to_owned(), variants(&tokens[at..]))).collect()
}

/// The variants up to the brace that ends the enum.
fn variants(tokens: &[&str]) -> Vec<(String, Vec<String>)> {
    let (mut found, mut depth) = (Vec::<(String, Vec<String>)>::new(), 0);
    for token in tokens {
        match *token {
            "}" if depth == 0 => return found,
            "(" | "{" | "[" => depth += 1,
            ")" | "}" | "]" => depth -= 1,
            name if name.starts_with(char::is_alphabetic) && depth == 0 => found.push((name.to_owned(), Vec::new())),
            name if name.starts_with(char::is_alphabetic) => {
                found.last_mut().into_iter().for_each(|(_, inside)| inside.push(name.to_owned()));
            }
            _ => {}
        }
    }
    found
}

/// The values of a type, as `Debug` writes them; one that is no enum of `app` has a single value, `_`.
fn values(enums: &Enums, name: &str) -> Vec<String> {
    let Some(variants) = enums.get(name) else { return vec!["_".to_owned()] };
    let of = |(variant, inside): &(String, Vec<String>)| match inside.as_slice() {
        [] => vec![variant.clone()],
        inside => {
            let none = vec![String::new()];
            let all = inside.iter().fold(none, |before, name| {
                let longer = |first: &String| values(enums, name).into_iter().map(|next| format!("{first}, {next}")).collect();
                before.iter().flat_map::<Vec<String>, _>(longer).collect()
            });
            all.iter().map(|inside| format!("{variant}({})", inside.trim_start_matches(", "))).collect()
        }
    };
    variants.iter().flat_map(of).collect()
}

fn of_app() -> Enums {
    files(&root().join("src/app")).iter().flat_map(|file| enums(&fs::read_to_string(file).unwrap())).collect()
}

/// Is this action one of a value, whatever stands for its `_`?
fn is_of(value: &str, action: &str) -> bool {
    match value.split_once('_') {
        Some((before, after)) => action.starts_with(before) && action.ends_with(after),
        None => action == value,
    }
}

/// The values of `Action` that no row does, and the rows that do what is no value.
fn apart(values: &[String], rows: &[String]) -> Vec<String> {
    let lacks = values.iter().filter(|value| !rows.iter().any(|row| is_of(value, row)));
    let lacks = lacks.map(|value| format!("Action::{value} has no row in src/app/action/table.rs: no key, no help, no palette"));
    let lost = rows.iter().filter(|row| !values.iter().any(|value| is_of(value, row)));
    lacks
        .chain(lost.map(|row| format!("Action::{row} of the table was not found in src/app: this test reads it wrongly")))
        .collect()
}

#[test]
fn every_action_has_a_row_in_the_command_table() {
    let rows: Vec<String> = COMMANDS.iter().map(|command| format!("{:?}", command.action)).collect();
    assert_eq!(apart(&values(&of_app(), "Action"), &rows), Vec::<String>::new());
}

#[test]
fn every_scope_is_a_part_of_the_help_and_what_stands_over_the_dashboard_can_be_left() {
    let known: Vec<String> = Scope::ALL.iter().map(|scope| format!("{scope:?}")).collect();
    assert_eq!(values(&of_app(), "Scope"), known, "Scope::ALL (src/app/action.rs) is what the help goes through");
    for scope in Scope::ALL.into_iter().filter(|scope| !scope.is_dashboard() && *scope != Scope::Text) {
        let leaves = COMMANDS.iter().any(|command| command.scope == scope && command.keys.contains(&"Esc"));
        assert!(leaves, "nobody can leave {scope:?}: a row with Esc is missing in src/app/action/table.rs");
    }
}

#[test]
fn this_test_can_fail() {
    let source = "pub enum Action { /// Quit.\n Quit, To(Mark, Way), Help(u8), Undo }
        pub enum Mark { Session, Gap } #[derive(Debug)] pub enum Way { Back, On } enum Private { One }";
    let values = values(&enums(source), "Action");
    assert_eq!(values, ["Quit", "To(Session, Back)", "To(Session, On)", "To(Gap, Back)", "To(Gap, On)", "Help(_)", "Undo"]);
    let rows = ["Quit", "To(Session, Back)", "To(Session, On)", "To(Gap, On)", "Help(1)", "Help(2)", "Redo"].map(str::to_owned);
    let told = apart(&values, &rows);
    let begins = ["Action::To(Gap, Back) has no row", "Action::Undo has no row", "Action::Redo of the table"];
    assert_eq!(told.len(), begins.len());
    assert!(told.iter().zip(begins).all(|(told, begin)| told.starts_with(begin)), "{told:?}");
}
