//! The search for a better order, on a thread of its own: the keys and the store never wait for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use crate::app::Event;
use crate::app::proposal::{BUDGET_MS, Question};

use super::input::Message;

/// The way to a search.
pub struct Proposer {
    answers: Sender<Message>,
    /// The number of the question that somebody waits for; 0 = none.
    waited_for: Arc<AtomicU64>,
}

impl Proposer {
    /// Answers go to `answers`.
    pub fn new(answers: Sender<Message>) -> Proposer {
        Proposer { answers, waited_for: Arc::new(AtomicU64::new(0)) }
    }

    /// Asks a question; nobody waits for the one before any more.
    pub fn ask(&self, question: Question) {
        self.waited_for.store(question.number, Ordering::Relaxed);
        let (answers, waited_for) = (self.answers.clone(), Arc::clone(&self.waited_for));
        std::thread::spawn(move || {
            let until = Instant::now() + Duration::from_millis(BUDGET_MS);
            let wanted = || waited_for.load(Ordering::Relaxed) == question.number;
            let proposal = question.answer(&mut || wanted() && Instant::now() < until);
            if wanted() {
                let answer = Event::Proposed(question.number, Box::new(proposal));
                // Nobody listens any more when the program ends.
                let _ = answers.send(Message::App(Box::new(answer)));
            }
        });
    }

    /// Nobody waits any more.
    pub fn stop(&self) {
        self.waited_for.store(0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::domain::{Availability, Day};
    use crate::engine::Tuning;
    use crate::engine::planner::Plan;

    #[test]
    fn a_question_is_answered_with_its_number() {
        let (sender, answers) = channel();
        let plan = Plan::empty(Day::from_ymd(2026, 3, 2).unwrap(), 0, vec![Availability::default(); 7]);
        Proposer::new(sender).ask(Question { number: 7, plan, tuning: Tuning::default() });
        let Ok(Message::App(event)) = answers.recv() else { panic!("an answer comes") };
        assert!(matches!(*event, Event::Proposed(7, proposal) if proposal.proven && proposal.is_empty()));
    }
}
