//! Files that come in: those that are looked at by themselves, and those that are named and shown before they are written.

use super::action::Action;
use super::arriving::{Came, FileAsk, Looking, Preview};
use super::doing::{show, write};
use super::edit::Edit;
use super::event::Effect;
use super::form::{Form, Row, RowKind};
use super::list::{Content, Line, List, Pick, Weight};
use super::lists;
use super::model::{Model, Overlay, Tone};
use super::now::Now;
use super::purpose::Purpose;
use super::words;

fn ask(model: &Model) -> Box<FileAsk> {
    Box::new(FileAsk { journal: model.journal.clone(), load: model.tuning.load.clone(), today: model.today })
}

/// Looks at the watched files; while somebody looks already, once more afterwards.
pub fn look(model: &mut Model) -> Vec<Effect> {
    if !model.arriving.watches {
        return Vec::new();
    }
    if model.arriving.looking != Looking::Idle {
        model.arriving.looking = Looking::Again;
        return Vec::new();
    }
    model.arriving.looking = Looking::Running;
    vec![Effect::LookAtWatched(ask(model))]
}

/// Looks at everything that others write: the journal and the watched files.
pub fn refresh(model: &mut Model, now: Now) -> Vec<Effect> {
    model.arriving.asked = model.arriving.watches;
    if !model.arriving.watches {
        model.say(Tone::Notice, "Looked at the journal. Folders to look at by itself stand in config.toml: [import] watch.", now);
    }
    let mut effects = vec![Effect::Look];
    effects.extend(look(model));
    effects
}

/// Writes what came, as one change, and tells it in one line.
pub fn came(model: &mut Model, came: Came, now: Now) -> Vec<Effect> {
    let Came { revision, ops, said, trouble } = came;
    let again = std::mem::take(&mut model.arriving.looking) == Looking::Again;
    if !ops.is_empty() && revision != model.journal.revision() {
        return look(model);
    }
    if trouble != model.arriving.trouble {
        if let Some(first) = trouble.first() {
            let more = trouble.len() - 1;
            let rest = if more > 0 { format!(" (and {})", words::counted(more, "more file")) } else { String::new() };
            model.say(Tone::Error, format!("{first}{rest}"), now);
        }
        model.arriving.trouble = trouble;
    }
    let asked = std::mem::take(&mut model.arriving.asked);
    let mut effects = Vec::new();
    if !ops.is_empty() {
        let key = model.keymap.key_of(Action::Undo);
        effects = write(model, ops, &format!("{}. {key} takes it back.", words::capital(&said)), now);
    } else if asked && model.arriving.trouble.is_empty() {
        model.say(Tone::Notice, "There is nothing new in what is looked at.", now);
    }
    effects.push(Effect::KeepSeen);
    if again {
        effects.extend(look(model));
    }
    effects
}

/// Asks which file.
pub fn form() -> Form {
    Form::new(vec![
        Row::new("path", "file or folder", RowKind::Text, "").hint("Tab completes; nothing is written before you say so"),
    ])
}

/// Asks for the rest of a path.
pub fn complete(model: &Model) -> Option<Effect> {
    match &model.overlay {
        Some(Overlay::Form { purpose: Purpose::Import, form }) => {
            Some(Effect::Complete(form.answer("path").unwrap_or_default().to_owned()))
        }
        _ => None,
    }
}

/// The rest of the path, if what was typed is still the same, and what else it could be.
pub fn completed(model: &mut Model, typed: &str, path: String, others: String) {
    if let Some(Overlay::Form { purpose: Purpose::Import, form }) = &mut model.overlay
        && let Some(row) = form.rows.first_mut().filter(|row| row.answer == typed)
    {
        row.answer = path;
        row.caret.edit(&mut row.answer, Edit::End);
        row.hint = others;
    }
}

/// Reads a file or a folder, to show what it would bring.
pub fn begin(model: &mut Model, path: &str) -> Vec<Effect> {
    let arriving = &mut model.arriving;
    arriving.number += 1;
    arriving.path = path.to_owned();
    arriving.found = None;
    arriving.lines = vec![Line::plain(format!("Reading {path} …"))];
    let number = arriving.number;
    show(model, Content::Import);
    vec![Effect::Bring(number, path.to_owned(), ask(model))]
}

/// Shows how far it is.
pub fn goes_on(model: &mut Model, number: u64, said: String) {
    if number == model.arriving.number && model.arriving.found.is_none() {
        model.arriving.lines = vec![Line::plain(said), Line::new("", "Esc ends it; nothing is written.", Weight::Muted)];
        shown_again(model);
    }
}

/// Shows what the file would bring.
pub fn previewed(model: &mut Model, preview: Preview) {
    if preview.number != model.arriving.number {
        return;
    }
    let changes = preview.ops.len();
    let mut lines = Vec::new();
    if changes > 0 {
        let said = format!("Import this: {}. One undo takes all of it back.", words::counted(changes, "change"));
        lines.extend([Line::new("", said, Weight::Strong).picks(Pick::Import), Line::gap()]);
    }
    lines.extend(preview.lines);
    model.arriving.lines = lines;
    model.arriving.found = Some((preview.revision, preview.ops));
    shown_again(model);
}

fn shown_again(model: &mut Model) {
    let lines = lists::lines(model, Content::Import);
    if let Some(Overlay::List(list)) = &mut model.overlay
        && list.content == Content::Import
    {
        list.refill(lines, model.journal.history());
    }
}

/// Writes what was shown. Where the journal is another one by now, it is shown once more.
pub fn import(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some((revision, ops)) = model.arriving.found.take() else { return Vec::new() };
    if revision != model.journal.revision() {
        let path = model.arriving.path.clone();
        model.say(Tone::Notice, "The journal has changed meanwhile: have another look.", now);
        return begin(model, &path);
    }
    model.overlay = None;
    let key = model.keymap.key_of(Action::Undo);
    let said = format!("Imported: {}. {key} takes all of it back.", words::counted(ops.len(), "change"));
    write(model, ops, &said, now)
}

/// The list was closed: nobody waits any more.
pub fn left(model: &mut Model, list: &List) -> Vec<Effect> {
    if list.content != Content::Import {
        return Vec::new();
    }
    model.arriving.number += 1;
    model.arriving.found = None;
    model.arriving.lines.clear();
    vec![Effect::StopBringing]
}
