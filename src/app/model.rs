//! Everything the screen depends on. Only `update` changes it.

use crate::domain::{BatchId, Day, Entry, Journal, Session};
use crate::engine::Tuning;
use crate::engine::experiments::Report;
use crate::engine::load;
use crate::engine::readiness::Season;

use super::action::Scope;
use super::answers;
use super::arriving::Arriving;
use super::chart::fitted::{FitQuestion, FitRequest, Fitted};
use super::chart::{ChartView, Series, Shown};
use super::draft::Draft;
use super::facts::Facts;
use super::form::Form;
use super::key::Key;
use super::keymap::Keymap;
use super::list::{Line, List};
use super::now::{DateOf, Now, date_in_greenwich};
use super::pane::Pane;
use super::proposal::Proposing;
use super::purpose::Purpose;
use super::ratings;
use super::reaction::Reaction;
use super::runner::Runner;
use super::themes::Themes;
use super::tried::Tried;
use super::unsaved::{Left, Unsaved};
use super::week::WeekView;

/// What stands over the dashboard.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// Questions.
    Form {
        /// What they are for.
        purpose: Purpose,
        /// The questions.
        form: Form,
    },
    /// The reaction-time test.
    Reaction(Reaction),
    /// A proposal of another order.
    Proposal(Box<Proposing>),
    /// A session that is being done.
    Runner(Runner),
    /// A list or a text.
    List(List),
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done. Leaves by itself.
    Notice,
    /// Something is wrong. Stays until a key is pressed.
    Error,
}

/// A line that was said to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The line.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
}

/// How long a notice is shown, milliseconds.
pub const NOTICE_MS: u64 = 4_000;

/// Everything the screen depends on.
#[derive(Debug, Clone)]
pub struct Model {
    /// What happened, and what is known.
    pub journal: Journal,
    /// What follows from it; computed again when the journal or the day changes.
    pub facts: Facts,
    /// The day it is.
    pub today: Day,
    /// Is it that day still, after midnight?
    pub still: bool,
    /// When the last event was, milliseconds since 1970; what moves on the screen is drawn as of then.
    pub now_ms: u64,
    /// On which date a clock showed a time: that of Greenwich, until the shell gives the person's own.
    pub date_of: DateOf,
    /// Who writes: part of each stamp.
    pub device: u64,
    /// The numbers in force.
    pub tuning: Tuning,
    /// The keys in force.
    pub keymap: Keymap,
    /// A key after which another has to follow.
    pub begun: Option<Key>,
    /// The pane that keys go to.
    pub focus: Pane,
    /// Is only that pane shown?
    pub zoomed: bool,
    /// What the chart shows.
    pub chart: ChartView,
    /// The fitted tests, once they were asked for and came.
    pub fitted: Option<Fitted>,
    /// The newest fit that was asked for.
    pub fit_asked: Option<FitQuestion>,
    /// What the week shows.
    pub week: WeekView,
    /// What stands over the dashboard.
    pub overlay: Option<Overlay>,
    /// Forms that were left before they were saved, the newest last.
    pub drafts: Vec<Draft>,
    /// A large change whose undo was asked for once: asked again it is done.
    pub sure_about: Option<BatchId>,
    /// A session that was left in the middle.
    pub kept: Option<Runner>,
    /// What was said so far, the newest last.
    pub messages: Vec<Message>,
    /// Is the newest message still shown?
    pub message_shown: bool,
    /// The plan as it is, while another one is tried.
    pub tried: Option<Box<Tried>>,
    /// What is not durable yet.
    pub unsaved: Unsaved,
    /// What could not be saved the last time.
    pub left: Option<Left>,
    /// Whose days these are, if they are not the person's own: nothing is written.
    pub borrowed: Option<String>,
    /// Everybody in a coach's folder, in columns below their heads; empty for one's own dashboard.
    pub people: Vec<Line>,
    /// Files on their way in.
    pub arriving: Arriving,
    /// The inks there are, and the ones in force.
    pub themes: Themes,
}

impl Model {
    /// The application over a journal, on a day.
    pub fn new(journal: Journal, now: Now, device: u64, tuning: Tuning, keymap: Keymap) -> Model {
        let facts = Facts::new(journal.history(), now.today, &tuning);
        Model::of(journal, facts, now, device, tuning, keymap)
    }

    /// The same over a journal's fold and a season of it: for the first frame, until [`Model::complete`].
    pub fn soon(journal: Journal, season: Season, now: Now, device: u64, tuning: Tuning, keymap: Keymap) -> Model {
        let facts = Facts::taken_up(season, journal.history(), now.today, &tuning);
        Model::of(journal, facts, now, device, tuning, keymap)
    }

    fn of(journal: Journal, facts: Facts, now: Now, device: u64, tuning: Tuning, keymap: Keymap) -> Model {
        let chart = ChartView::new(now.today);
        let week = WeekView::new(now.today);
        let mut model = Model {
            journal,
            facts,
            today: now.today,
            still: now.still,
            now_ms: now.wall_ms,
            date_of: date_in_greenwich,
            device,
            tuning,
            keymap,
            begun: None,
            focus: Pane::Today,
            zoomed: false,
            chart,
            fitted: None,
            fit_asked: None,
            week,
            overlay: None,
            drafts: Vec::new(),
            sure_about: None,
            kept: None,
            messages: Vec::new(),
            message_shown: false,
            tried: None,
            unsaved: Unsaved::default(),
            left: None,
            borrowed: None,
            people: Vec::new(),
            arriving: Arriving::default(),
            themes: Themes::default(),
        };
        model.refresh_week();
        model
    }

    /// The first day of the week that is shown.
    pub fn week_shown(&self) -> Day {
        self.tuning.week_starts.first(self.week.day)
    }

    /// The first day of today's week.
    pub fn this_week(&self) -> Day {
        self.tuning.week_starts.first(self.today)
    }

    /// The session under the week's cursor.
    pub fn selected_session(&self) -> Option<&Session> {
        self.week.selected(self.journal.history())
    }

    /// A session's load as every pane tells it, milli-points; an open one of which too little is said weighs what is
    /// typical.
    pub fn session_milli(&self, session: &Session) -> i64 {
        load::planned_milli(self.journal.history(), session, self.today, &self.tuning)
    }

    /// What a day weighs if its plan is done, milli-points.
    pub fn expected_milli(&self, day: Day) -> i64 {
        load::expected_milli(self.journal.history(), day, self.today, &self.tuning)
    }

    /// What a command acts on: the marked sessions in time order, else the one under the cursor.
    pub fn targets(&self) -> Vec<Session> {
        let history = self.journal.history();
        let mut marked: Vec<&Session> = self.week.marked.iter().filter_map(|id| history.session(id)).collect();
        marked.sort_by_key(|session| (session.day, session.slot(), session.start));
        if marked.is_empty() {
            marked.extend(self.selected_session());
        }
        marked.into_iter().cloned().collect()
    }

    /// The scopes whose keys apply now, the nearest first.
    pub fn scopes(&self) -> &'static [Scope] {
        match (&self.overlay, self.focus) {
            (Some(Overlay::Form { form, .. }), _) if form.takes_text() => &[Scope::Text, Scope::Form],
            (Some(Overlay::Form { .. }), _) => &[Scope::Form],
            (Some(Overlay::Reaction(_)), _) => &[Scope::Reaction],
            (Some(Overlay::Proposal(_)), _) => &[Scope::Proposal],
            (Some(Overlay::Runner(_)), _) => &[Scope::Runner],
            // As long as nothing is looked for, Home and End are those of the list.
            (Some(Overlay::List(list)), _) if !list.query.is_empty() => &[Scope::Text, Scope::List],
            (Some(Overlay::List(list)), _) if list.content.searchable() => &[Scope::List, Scope::Text],
            (Some(Overlay::List(_)), _) => &[Scope::List],
            (None, pane) => Scope::of_pane(pane),
        }
    }

    /// The session of today that was left in the middle and can be gone on with.
    pub fn kept_session(&self) -> Option<&Runner> {
        let open = |kept: &&Runner| self.journal.history().session(&kept.session).is_some_and(Session::is_open);
        self.kept.as_ref().filter(|kept| kept.day == self.today).filter(open)
    }

    /// The tags used so far, the commonest first.
    pub fn used_tags(&self) -> Vec<String> {
        self.facts.extra(self.journal.history(), self.today, self.today, &self.tuning).tags
    }

    /// The experiment that waits or runs.
    pub fn experiment(&self) -> Option<Report<'_>> {
        self.facts.experiment(self.journal.history(), self.today, &self.tuning)
    }

    /// The message to show now.
    pub fn message(&self) -> Option<&Message> {
        self.messages.last().filter(|_| self.message_shown)
    }

    /// Says a line to the person.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>, now: Now) {
        self.messages.push(Message { text: text.into(), tone, at_ms: now.wall_ms });
        self.message_shown = true;
    }

    /// Adds entries to what is known, and computes again what follows from them.
    pub fn learn(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let entries: Vec<Entry> = entries.into_iter().collect();
        // The plan as it is may be another one earlier than the one that is tried.
        let beside = self.tried.as_mut().and_then(|tried| tried.journal.add(entries.iter().cloned()));
        let changed = self.journal.add(entries);
        self.refresh(beside.into_iter().chain(changed).min().unwrap_or(Day::MAX));
    }

    /// Shows entries beside what is known: those of a plan that is only tried.
    pub fn show_also(&mut self, entries: Vec<Entry>) {
        let changed = self.journal.add(entries);
        self.renew(changed.unwrap_or(Day::MAX));
    }

    /// Computes again what follows from the journal and the day, where records changed from `from` on.
    pub fn refresh(&mut self, from: Day) {
        if let Some(tried) = &mut self.tried {
            tried.renew(from, self.today, &self.tuning);
        }
        self.renew(from);
    }

    fn renew(&mut self, from: Day) {
        self.facts.renew(self.journal.history(), from, self.today, &self.tuning);
        self.settle();
    }

    /// Makes sure of the numbers that the chart's view asks for, and those beside it that a chart at rest would.
    pub fn look_back(&mut self) {
        let rest = ChartView::new(self.today).looks_back_to(&self.tuning);
        let from = self.chart.looks_back_to(&self.tuning).min(rest);
        if self.facts.look_back(from, self.journal.history(), self.today, &self.tuning) {
            self.add_usual();
        }
    }

    /// Adds the usual ranges of the sensors that are shown.
    pub fn add_usual(&mut self) {
        self.facts.traces.add_usual(&self.facts.season, &self.chart.shown.series);
    }

    /// Fits what is shown to what follows.
    fn settle(&mut self) {
        self.chart.go_to(self.chart.crosshair, self.facts.traces.reach());
        self.look_back();
        self.add_usual();
        let effect = self.chart.effect.take();
        self.chart.effect = effect.and_then(|effect| effect.again(self.journal.history(), self.today, &self.tuning));
        self.week.keep_in(self.journal.history());
        self.refresh_week();
    }

    /// Takes the journal in place of its fold ([`Journal::filled`]): where that is the same, what was judged of it stays.
    pub fn complete(&mut self, journal: Journal) {
        let is_same = journal.revision() == self.journal.revision();
        self.journal = journal;
        if !is_same {
            // Somebody wrote between the fold and the journal, or a part of it is damaged.
            self.facts = Facts::new(self.journal.history(), self.today, &self.tuning);
            self.settle();
        }
    }

    /// Shows these curves.
    pub fn show_curves(&mut self, shown: Shown) {
        self.chart.shown = shown;
        self.add_usual();
    }

    /// Shows these days, both ends included.
    pub fn show_days(&mut self, first: Day, last: Day) {
        (self.chart.span, self.chart.last) = (last.since(first) + 1, last);
        self.look_back();
    }

    /// The fit to ask for now: if its line is to be seen and what is there answers another question.
    pub fn fit_wanted(&self) -> Option<FitRequest> {
        let shown = &self.chart.shown;
        let test = shown.series.contains(&Series::Performance).then(|| shown.test.clone())?;
        let question = FitQuestion { revision: self.journal.revision(), today: self.today, test };
        let asked = self.fit_asked.as_ref() == Some(&question);
        let seen = (self.chart.first(), self.chart.last);
        (!asked).then(|| FitRequest::new(question, seen, self.journal.history(), &self.tuning))
    }

    /// Computes again what follows for the week that is shown.
    pub fn refresh_week(&mut self) {
        let first = self.week_shown();
        self.facts.judge_week(self.journal.history(), first, self.today, &self.tuning);
        if let Some(tried) = &mut self.tried {
            tried.judge_week(self.journal.history(), first, self.today, &self.tuning);
        }
        self.week.from = self.week.from.min(self.facts.issues.len().saturating_sub(1));
    }

    /// Computes the advice again for the answers in the open form, so that the score moves live.
    pub fn preview(&mut self) {
        if let Some(Overlay::Form { form, .. }) = &mut self.overlay {
            ratings::follow_illness(form);
            ratings::tell(form);
        }
        let history = self.journal.history();
        self.facts.preview = match &self.overlay {
            Some(Overlay::Form { form, .. }) if ratings::is_silent(form) => None,
            Some(Overlay::Form { purpose: Purpose::CheckIn(day), form }) => {
                let check_in = answers::drafted(history.check_in(*day), form);
                Some(self.facts.advise(history, *day, &check_in, &self.tuning))
            }
            Some(Overlay::Form { purpose: Purpose::Before(day), form }) => {
                let later = answers::drafted(history.day(*day).map(|record| &record.before), form);
                let morning = history.check_in(*day).cloned().unwrap_or_default();
                Some(self.facts.advise(history, *day, &morning.overlaid(&later), &self.tuning))
            }
            Some(_) | None => None,
        };
        if let Some(Overlay::Form { form, .. }) = &mut self.overlay {
            form.seen |= self.facts.preview.as_ref().is_some_and(|preview| preview.score_milli.is_some());
        }
    }
}
