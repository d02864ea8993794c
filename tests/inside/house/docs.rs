//! The generated pages of `docs/` say what the tables say. `UPDATE_DOCS=1 cargo test --test inside docs`
//! writes them again.

use std::fmt::Write;
use std::path::Path;

use upswing::app::{COMMANDS, Keymap, Preset, Scope, TERMS, Term};
use upswing::domain::field::{FIELDS, FieldKind};
use upswing::engine::tuning;

/// Compares a page with what stands in `docs/`, or writes it.
fn page(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "docs/{name} is stale: UPDATE_DOCS=1 cargo test --test inside docs writes it again");
}

#[test]
fn keys() {
    let mut text = String::from(
        "# Keys\n\nMade from the command table, `src/app/action/table.rs`. The names stand in the palette and in `[keys]` of the configuration file:\n\n```toml\n[keys]\npreset = \"vim\"      # the keys of the second column in place of those of the first\nlog = [\"Z\", \"Ctrl+l\"] # own keys, laid over either set; two letters such as gg are pressed one after the other\n```\n",
    );
    for scope in Scope::ALL {
        write!(text, "\n## {}\n\n| key | vim | name | what it does |\n|---|---|---|---|\n", scope.title()).unwrap();
        for command in COMMANDS.iter().filter(|command| command.scope == scope) {
            let keys = |preset: Preset| {
                let first = Keymap::of(preset).shown(command);
                let others = preset.keys(command).iter().skip(1).map(|key| format!(", `{key}`"));
                others.fold(format!("`{first}`"), |keys, other| keys + &other)
            };
            let [standard, vim] = Preset::ALL.map(keys);
            let vim = if vim == standard { String::new() } else { vim };
            writeln!(text, "| {standard} | {vim} | {} | {} |", command.name, command.sentence).unwrap();
        }
    }
    page("keys.md", &text);
}

#[test]
fn glossary() {
    let mut text = String::from(
        "# Words\n\nMade from `src/app/glossary.rs`; the help shows the same.\n\n| word | what it means | unit |\n|---|---|---|\n",
    );
    for Term { word, sentence, unit } in TERMS {
        writeln!(text, "| {word} | {sentence} | {unit} |").unwrap();
    }
    page("glossary.md", &text);
}

#[test]
fn thresholds() {
    let mut text = String::from(
        "# Thresholds\n\nEvery judgement number of the engine, made from the table in `src/engine/tuning/`. Change one in the configuration file:\n\n```toml\n[thresholds.readiness]\nbase = 70000\n```\n\nA value outside its limits, or an unknown name, is told at the start and the defaults are used.\n",
    );
    let mut group = "";
    for row in tuning::rows() {
        if row.group != group {
            group = row.group;
            write!(text, "\n## {group}\n\n| name | default | from–to | unit | basis | what it is |\n|---|---|---|---|---|---|\n")
                .unwrap();
        }
        writeln!(
            text,
            "| `{}` | {} | {}–{} | {} | {} | {} |",
            row.name,
            row.default,
            row.min,
            row.max,
            row.unit,
            row.basis.word(),
            row.why
        )
        .unwrap();
    }
    page("thresholds.md", &text);
}

#[test]
fn check_in() {
    let mut text = String::from(
        "# The check-in\n\nMade from `src/domain/field.rs`. 5 is always the best; everything may be left out.\n\n| field | question | accepted | words of 1 … 5 |\n|---|---|---|---|\n",
    );
    for spec in &FIELDS {
        let words = if spec.kind == FieldKind::Answer { spec.words.join(" · ") } else { spec.unit.to_owned() };
        writeln!(text, "| `{}` | {} | {} | {words} |", spec.id, spec.question, spec.field.possible()).unwrap();
    }
    text.push_str("\n`device` in the form and on the command line, `source` in files, names what pulse and HRV were measured with. The one typed last is taken\nagain; another one starts its own range. Sleep that an app or a device measured keeps its name too; it has no range of its own.\n");
    page("check-in.md", &text);
}

#[test]
fn formats() {
    let mut text = String::from(
        "# Files that can be read\n\nMade from the table in `src/exchange/formats.rs`. A file is recognised by its content, never by its name; alone, as `.gz`, in folders, in\nzip archives and in the zip archives inside them.\n\n| format | file | what is read | what is left out | id |\n|---|---|---|---|---|\n",
    );
    for format in upswing::exchange::FORMATS {
        let upswing::exchange::Format { id, name, file, takes, leaves, .. } = format;
        writeln!(text, "| {name} | {file} | {takes} | {leaves} | `{id}` |").unwrap();
    }
    text.push_str(include_str!("formats_twice.md"));
    page("formats.md", &text);
}

/// Nothing runs what stands in comments (`doctest = false`), so that the library is not built once more to find nothing.
#[test]
fn no_comment_shows_code_that_nobody_runs() {
    for file in super::rooms::files(&super::rooms::root().join("src")) {
        let source = std::fs::read_to_string(&file).unwrap();
        let comments =
            || source.lines().map(str::trim_start).filter_map(|line| line.strip_prefix("///").or(line.strip_prefix("//!")));
        let fences: Vec<&str> = comments().filter_map(|line| line.trim_start().strip_prefix("```")).collect();
        let shows_code =
            fences.iter().step_by(2).any(|opening| *opening != "text") || comments().any(|line| line.contains("~~~"));
        assert!(!shows_code && !source.contains("/**"), "{}: code belongs into tests, where it is run", file.display());
    }
}

#[test]
fn what_is_told_of_made_up_people_is_what_was_simulated() {
    let read = |name: &str| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).unwrap();
    let (page, simulated) = (read("learning.md"), read("learning-simulated.md"));
    let section = page.split("## Made-up people").nth(1).unwrap();
    let numbers = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != ',');
        words.map(|word| word.trim_matches(['.', ',']).to_owned()).filter(|word| word.contains(['.', ','])).collect()
    };
    let known = numbers(&simulated);
    let told = numbers(section);
    assert!(told.len() > 15, "{told:?}");
    for number in &told {
        assert!(known.contains(number), "docs/learning.md says {number}, which no row of docs/learning-simulated.md does");
    }
}
