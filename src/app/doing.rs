//! The few ways in which a command does anything: into the journal, over the dashboard, or for the screen alone.

use crate::domain::Entry;
use crate::domain::journal::Op;

use super::event::Effect;
use super::form::Form;
use super::list::{Content, Line, List};
use super::lists;
use super::model::{Model, Overlay, Tone};
use super::now::Now;
use super::purpose::Purpose;
use super::tried::is_of_plan;

/// A change that asks nothing of the world.
pub fn seen(change: impl FnOnce()) -> Vec<Effect> {
    change();
    Vec::new()
}

/// Does something together: into the history at once, into the file as an effect; a plan that is tried goes into no file.
pub fn commit(model: &mut Model, ops: Vec<Op>, said: &str, now: Now) -> Vec<Effect> {
    if ops.is_empty() {
        return Vec::new();
    }
    let journal = &model.journal;
    let Some(tried) = model.tried.as_mut().filter(|_| ops.iter().all(|op| is_of_plan(op, journal))) else {
        return write(model, ops, said, now);
    };
    tried.goes_on();
    model.show_also(Entry::batch(ops, model.journal.last_stamp(), now.wall_ms, model.device));
    model.say(Tone::Notice, format!("Only tried: {said}"), now);
    Vec::new()
}

/// Does something together that is no plan to be tried: what came from elsewhere.
pub fn write(model: &mut Model, ops: Vec<Op>, said: &str, now: Now) -> Vec<Effect> {
    if ops.is_empty() {
        return Vec::new();
    }
    let entries = Entry::batch(ops, model.journal.last_stamp(), now.wall_ms, model.device);
    model.learn(entries.iter().cloned());
    // Said once it is durable; an older line does not stand for it until then.
    model.message_shown = false;
    model.unsaved.add(entries.clone(), said.to_owned());
    vec![Effect::Append(entries)]
}

/// A name for something new: who, when, and how many entries there were.
pub fn new_name(model: &Model, now: Now) -> String {
    model.journal.new_name(now.wall_ms, model.device)
}

/// Opens a form, with what was typed into it before.
pub fn open(model: &mut Model, purpose: Purpose, mut form: Form) -> Vec<Effect> {
    if let Some(draft) = model.drafts.iter().find(|draft| draft.purpose == purpose) {
        form.resume(&draft.answers, draft.told.clone());
    }
    model.overlay = Some(Overlay::Form { purpose, form });
    model.preview();
    Vec::new()
}

/// Opens the list of everybody in a coach's folder.
pub fn show_people(model: &mut Model, people: Vec<Line>) {
    model.people = people;
    show(model, Content::People);
    if let Some(Overlay::List(list)) = &mut model.overlay {
        // The first line holds the heads of the columns.
        list.step(1);
    }
}

/// Opens a list.
pub fn show(model: &mut Model, content: Content) -> Vec<Effect> {
    let lines = lists::lines(model, content);
    let mut list = List::new(content, lines);
    list.go_to_day(model.today);
    model.overlay = Some(Overlay::List(list));
    Vec::new()
}
