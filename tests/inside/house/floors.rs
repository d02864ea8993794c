//! The floors inside the rooms: no circle of modules, and in `app` no arrow up from one floor to the next.
//!
//! The graph is read from the sources: a path that names something of another module of the same room is an arrow
//! to the file that defines it (re-exports are followed); a module's tests do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::rooms::{code, files, paths, root, tokens};

/// The floors of `app`, from the ground up. A module belongs to the longest name that it begins with.
const FLOORS: &[(&str, &[&str])] = &[
    (
        "ground",
        &[
            "arriving",
            "ask",
            "chart/ahead",
            "chart/effect",
            "chart/marks",
            "chart/series",
            "day_line",
            "days",
            "direction",
            "draft",
            "edit",
            "form",
            "glossary",
            "key",
            "list",
            "now",
            "pane",
            "purpose",
            "ratings",
            "reaction",
            "runner",
            "tagging",
            "themes",
            "unsaved",
            "week/change",
            "week/choice",
            "words",
        ],
    ),
    ("table", &["action", "chart/action", "keymap", "needs", "week/action"]),
    (
        "state",
        &["answers", "chart", "curves", "facts", "forms", "model", "proposal", "tried", "week", "week/firmness", "week/time"],
    ),
    (
        "doing",
        &[
            "",
            "bringing",
            "chart/commands",
            "chart/insight",
            "commands",
            "deadline",
            "doubts",
            "doing",
            "event",
            "explain",
            "leaving",
            "lists",
            "proposal/commands",
            "runner/commands",
            "today",
            "update",
            "waiting",
            "week/commands",
            "week/repair",
            "week/template",
            "why_not",
        ],
    ),
];

type Module = String;
/// From a module to the modules it uses, with the names it uses.
type Arrows = BTreeMap<Module, BTreeMap<Module, BTreeSet<String>>>;

/// A module's own paths: what it brings in, what it passes on, and what stands in its code.
#[derive(Default)]
struct Parts {
    scope: BTreeMap<String, Vec<String>>,
    passed_on: BTreeMap<String, Vec<String>>,
    named: Vec<Vec<String>>,
}

/// The code without its inline tests.
pub(super) fn without_tests(mut code: String) -> String {
    while let Some(start) = code.find("#[cfg(test)]\nmod tests {") {
        let mut depth = 0;
        let end = code[start..].char_indices().find(|(_, sign)| {
            depth += i32::from(*sign == '{') - i32::from(*sign == '}');
            *sign == '}' && depth == 0
        });
        code.replace_range(start..end.map_or(code.len(), |(at, _)| start + at + 1), "");
    }
    code
}

fn parts(source: &str) -> Parts {
    let code = without_tests(code(source));
    let tokens = tokens(&code);
    let (mut found, mut body, mut at) = (Parts::default(), Vec::new(), 0);
    while let Some(token) = tokens.get(at) {
        if *token == "mod" {
            // That a module has a part is no use of what it has of the same name.
            at += 2;
            continue;
        }
        if *token != "use" {
            body.push(*token);
            at += 1;
            continue;
        }
        let public = matches!(body.last(), Some(&"pub" | &")"));
        let end = tokens[at..].iter().position(|token| *token == ";").map_or(tokens.len(), |length| at + length);
        for mut path in paths(&tokens[at + 1..end].join(" ")) {
            if path.last().is_some_and(|last| last == "self") {
                path.pop();
            }
            let Some(name) = path.last().cloned() else { continue };
            if public { &mut found.passed_on } else { &mut found.scope }.insert(name, path);
        }
        at = end + 1;
    }
    found.named = paths(&body.join(" "));
    found
}

/// The modules of the house by their path (`app/week/change`), with their parts.
fn house() -> BTreeMap<Module, Parts> {
    let src = root().join("src");
    let name = |file: &std::path::Path| file.strip_prefix(&src).unwrap().with_extension("").to_str().unwrap().to_owned();
    let inside = files(&src).into_iter().filter(|file| !file.ends_with("lib.rs") && !file.ends_with("main.rs"));
    inside.map(|file| (name(&file), parts(&fs::read_to_string(&file).unwrap()))).collect()
}

/// The module that defines what a path of `from` names, and the name; `None` if it is no module of the house.
fn defines(house: &BTreeMap<Module, Parts>, from: &str, path: &[String], depth: usize) -> Option<(Module, String)> {
    let mut steps: Vec<&str> = from.split('/').collect();
    let mut rest = path;
    match rest.first()?.as_str() {
        "crate" | "upswing" => (steps, rest) = (Vec::new(), &rest[1..]),
        "self" => rest = &rest[1..],
        "super" => {
            while rest.first().is_some_and(|step| step == "super") {
                steps.pop();
                rest = &rest[1..];
            }
        }
        first if !house.contains_key(&format!("{from}/{first}")) => return None,
        _ => {}
    }
    while let Some(step) = rest.first() {
        let deeper: Vec<&str> = steps.iter().copied().chain([step.as_str()]).collect();
        if !house.contains_key(&deeper.join("/")) {
            break;
        }
        (steps, rest) = (deeper, &rest[1..]);
    }
    let (module, name) = (steps.join("/"), rest.first()?);
    match house.get(&module)?.passed_on.get(name) {
        Some(passed) if depth < 8 => {
            let on: Vec<String> = passed.iter().chain(&rest[1..]).cloned().collect();
            defines(house, &module, &on, depth + 1)
        }
        _ => Some((module, name.clone())),
    }
}

fn arrows(house: &BTreeMap<Module, Parts>) -> Arrows {
    let mut arrows = Arrows::new();
    for (module, parts) in house {
        let mut used: Vec<Vec<String>> = parts.scope.values().cloned().collect();
        for path in &parts.named {
            let Some((first, rest)) = path.split_first() else { continue };
            let brought = parts.scope.get(first).filter(|_| !rest.is_empty()).or_else(|| parts.passed_on.get(first));
            used.push(brought.map_or_else(|| path.clone(), |whole| whole.iter().chain(rest).cloned().collect()));
        }
        for (other, name) in used.iter().filter_map(|path| defines(house, module, path, 0)) {
            let same_room = other.split('/').next() == module.split('/').next();
            if same_room && other != *module {
                arrows.entry(module.clone()).or_default().entry(other).or_default().insert(name);
            }
        }
    }
    arrows
}

/// What can be reached from a module along arrows.
fn reached(arrows: &Arrows, from: &str) -> BTreeSet<Module> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from.to_owned()]);
    while let Some(module) = next.pop() {
        let new = arrows.get(&module).into_iter().flat_map(BTreeMap::keys).filter(|other| seen.insert((*other).clone()));
        next.extend(new.cloned().collect::<Vec<_>>());
    }
    seen
}

/// The arrows that lie on a circle, each with what it is for, the fewest names first.
fn round(arrows: &Arrows) -> Vec<(Module, Module, String)> {
    let reach: BTreeMap<&str, BTreeSet<Module>> = arrows.keys().map(|from| (from.as_str(), reached(arrows, from))).collect();
    let back = |from: &str, to: &str| reach.get(to).is_some_and(|seen| seen.contains(from));
    let all = arrows.iter().flat_map(|(from, tos)| tos.iter().map(move |(to, names)| (from, to, names)));
    let mut found: Vec<_> = all.filter(|(from, to, _)| back(from, to)).collect();
    found.sort_by_key(|(from, to, names)| (names.len(), *from, *to));
    let listed = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(", ");
    found.into_iter().map(|(from, to, names)| (from.clone(), to.clone(), listed(names))).collect()
}

/// Which arrows to turn until no circle is left: each time the one without which the fewest lie on circles.
fn to_turn(arrows: &Arrows) -> Vec<(Module, Module, String)> {
    let mut left = Arrows::new();
    for (from, to, _) in round(arrows) {
        left.entry(from.clone()).or_default().insert(to.clone(), arrows[&from][&to].clone());
    }
    let mut turned = Vec::new();
    loop {
        let without = |from: &str, to: &str| {
            let mut fewer = left.clone();
            fewer.get_mut(from).unwrap().remove(to);
            fewer
        };
        let Some(next) = round(&left).into_iter().min_by_key(|(from, to, _)| round(&without(from, to)).len()) else {
            return turned;
        };
        left = without(&next.0, &next.1);
        turned.push(next);
    }
}

/// How high a module of `app` stands; `None` if the table does not say.
fn floor(module: &str) -> Option<usize> {
    let inside = module.strip_prefix("app").map(|rest| rest.trim_start_matches('/'))?;
    let begins = |name: &str| inside == name || (!name.is_empty() && inside.starts_with(&format!("{name}/")));
    let rows = FLOORS.iter().enumerate().flat_map(|(height, (_, names))| names.iter().map(move |name| (height, *name)));
    rows.filter(|(_, name)| begins(name)).max_by_key(|(_, name)| name.len()).map(|(height, _)| height)
}

#[test]
fn no_modules_use_each_other_in_a_circle() {
    let wrong: Vec<String> = to_turn(&arrows(&house()))
        .into_iter()
        .map(|(from, to, names)| format!("{from} uses {names} of {to}, which leads back to {from}: move {names} below both"))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_floor_of_app_uses_one_above_it() {
    let house = house();
    let modules: Vec<&String> = house.keys().filter(|name| name.split('/').next() == Some("app")).collect();
    let lost: Vec<_> = modules.iter().filter(|module| floor(module).is_none()).collect();
    assert!(lost.is_empty(), "no floor of the table has {lost:?}: ground, table, state or doing?");
    let mut wrong = Vec::new();
    for (from, tos) in arrows(&house).iter().filter(|(from, _)| floor(from).is_some()) {
        for (to, names) in tos.iter().filter(|(to, _)| floor(to) > floor(from)) {
            let name = |module: &str| floor(module).and_then(|height| FLOORS.get(height)).map_or("", |(name, _)| *name);
            wrong.push(format!(
                "{from} ({}) uses {names:?} of {to} ({}), a floor above it: move them down, or the use up",
                name(from),
                name(to)
            ));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn this_test_can_fail() {
    let house = |sources: &[(&str, &str)]| -> BTreeMap<Module, Parts> {
        sources.iter().map(|(name, source)| ((*name).to_owned(), parts(source))).collect()
    };
    let turned = |sources: &[(&str, &str)]| to_turn(&arrows(&house(sources)));
    let arrow = |from: &str, to: &str, names: &str| (from.to_owned(), to.to_owned(), names.to_owned());
    let both = [
        ("app", "pub mod a; mod b; pub use a::One;"),
        ("app/a", "use super::b::Two; pub struct One;"),
        ("app/b", "pub struct Two; fn f(_: crate::app::One) {}"),
    ];
    assert_eq!(turned(&both), vec![arrow("app/a", "app/b", "Two")]);
    let one_is_enough = [
        ("app/a", "use super::b::{Two, Three};"),
        ("app/b", "use super::c::{Four, Five};"),
        ("app/c", "use super::a::One; use super::b::Two;"),
    ];
    assert_eq!(turned(&one_is_enough), vec![arrow("app/b", "app/c", "Five, Four")]);
    let named_alike = [("app", "mod a; pub use a::a;"), ("app/a", "pub fn a(_: super::Model) {}")];
    assert_eq!(turned(&named_alike), Vec::new());
    let tested = [("app/a", "use super::b::Two;"), ("app/b", "#[cfg(test)]\nmod tests {\n use crate::app::a::One; fn f() {}\n}")];
    assert_eq!(turned(&tested), Vec::new());
    assert!(floor("app/model") > floor("app/keymap") && floor("app/week/commands") > floor("app/week"));
}
