//! Leaving with something unsaved asks; what was left unsaved is offered at the next start.

use crate::domain::{Day, Entry};

use super::action::Action;
use super::doing::show;
use super::event::Effect;
use super::list::Content;
use super::model::{Model, Tone};
use super::now::Now;
use super::unsaved::Choice;
use super::week::WeekAction;

/// Leaves, or asks first: a change that only waits for the disk is waited for, one that failed is asked about.
pub fn quit(model: &mut Model, now: Now) -> Vec<Effect> {
    if model.tried.as_mut().is_some_and(|tried| tried.warns()) {
        let [take, leave] = [Action::Week(WeekAction::Try), Action::Quit].map(|action| model.keymap.key_of(action));
        let told = format!("A plan is only tried: {take} in the week takes it, {leave} once more leaves it as it was.");
        model.say(Tone::Notice, told, now);
        return Vec::new();
    }
    if model.unsaved.is_empty() || model.unsaved.why().is_none() {
        return vec![Effect::Quit];
    }
    show(model, Content::Leaving)
}

/// Offers what was left the last time.
pub fn offer_left(model: &mut Model) {
    show(model, Content::Left);
}

/// Does what was chosen.
pub fn chosen(model: &mut Model, choice: Choice, now: Now) -> Vec<Effect> {
    model.overlay = None;
    match choice {
        Choice::Keep => vec![Effect::Quit],
        Choice::Drop => vec![Effect::ForgetUnsaved, Effect::Quit],
        Choice::TakeBack => take_back(model),
        Choice::Forget => {
            model.say(Tone::Notice, "Forgotten.", now);
            model.left.take().map(|left| Effect::ForgetLeft(left.stamps())).into_iter().collect()
        }
    }
}

fn take_back(model: &mut Model) -> Vec<Effect> {
    let Some(left) = model.left.take() else { return Vec::new() };
    model.learn(left.entries.iter().cloned());
    let batches = left.entries.chunk_by(|one, other| one.batch == other.batch);
    let mut effects = vec![Effect::TakeLeft(left.stamps())];
    for entries in batches {
        model.unsaved.add(entries.to_vec(), "What was not saved the last time is saved now.".to_owned());
        effects.push(Effect::Append(entries.to_vec()));
    }
    effects
}

/// Another journal is in the place of the one that was shown: it is shown from now on, with what is still to be written.
pub fn replaced(model: &mut Model, entries: Vec<Entry>, now: Now) -> Vec<Effect> {
    let old = std::mem::take(&mut model.journal);
    model.tried = None;
    (model.fitted, model.fit_asked) = (None, None);
    model.journal.add(entries);
    model.journal.add(model.unsaved.entries());
    // What was shown of a file, or proposed, is about the journal that went.
    model.journal.follow(&old);
    model.refresh(Day::MIN);
    let told =
        "Another journal, or an older state of it, was put in the place of yours. It is shown from now on, and written to.";
    model.say(Tone::Error, told, now);
    Vec::new()
}
