//! What the planner says: the sentences of `planner.md` §3, the commands that help, the templates.
use upswing::domain::{Availability, Day, Kind, Rpe, SessionId, Situation, Slot};
use upswing::engine::averages::State;
use upswing::engine::planner::{
    Help, Known, Limits, Plan, PlanSession, RuleId, Spot, help, is_own_number, judge, propose, template,
};
use upswing::engine::{Tuning, Verdict};

fn week() -> Plan {
    let day = Availability { am: 90, pm: 90, day: None, two: true, off: false };
    let mut plan = Plan::empty(Day::from_ymd(2026, 3, 2).unwrap(), 0, vec![day; 7]);
    plan.rules.insert("strength_target".to_owned(), 0);
    plan
}

/// `(kind, minutes, RPE, day, slot)`.
fn with(mut plan: Plan, sessions: &[(Kind, u16, f64, i32, Slot)]) -> Plan {
    for (number, (kind, minutes, rpe, day, slot)) in sessions.iter().enumerate() {
        let mut session = PlanSession::new(SessionId(format!("{number}")), *kind);
        session.minutes = *minutes;
        session.rpe = Rpe::try_from(*rpe).unwrap();
        session.at = Some(Spot { day: *day, slot: *slot });
        plan.sessions.push(session);
    }
    plan
}

fn texts(plan: &Plan) -> Vec<String> {
    judge(plan, &Tuning::default()).broken.into_iter().map(|broken| broken.text).collect()
}

use Kind::{Balance, Endurance, Event, Intervals, Skill, Strength};
use Slot::{Am, Pm};

#[test]
fn each_rule_names_its_days_and_sessions() {
    let mut ease = with(week(), &[(Intervals, 45, 8.0, 0, Am)]);
    ease.verdict = Verdict::Ease;
    let mut few = with(week(), &[(Strength, 40, 6.0, 2, Am), (Balance, 20, 2.0, 1, Am), (Balance, 20, 2.0, 3, Am)]);
    few.rules.clear();
    few.situation = Some(Situation::OlderAdult);
    let every_day: Vec<_> = (0..7).map(|day| (Endurance, 30, 3.0, day, Am)).collect();
    let cases: Vec<(Plan, Vec<&str>)> = vec![
        (
            with(week(), &[(Intervals, 50, 8.0, 1, Am), (Strength, 50, 7.5, 2, Am)]),
            vec!["Hard on Tue and on Wed: intervals (95), strength (89). No day between to respond."],
        ),
        (ease, vec!["Today says ease; intervals (86) is hard."]),
        (
            with(week(), &[(Strength, 40, 6.0, 0, Am), (Strength, 40, 6.0, 1, Am)]),
            vec!["Strength on Mon and Tue: under 48 h for the same muscles."],
        ),
        (with(week(), &every_day), vec!["No day of this week only charges."]),
        (few, vec!["Strength on 1 day; 2 are asked for.", "Balance on 2 days; 3 are asked for."]),
        (with(week(), &[(Strength, 40, 6.0, 0, Am), (Skill, 40, 5.0, 0, Pm)]), vec!["Strength before skill on Mon."]),
        (
            with(week(), &[(Strength, 60, 6.0, 0, Am), (Skill, 40, 5.0, 1, Pm)]),
            vec!["Skill on Tue, the day after strength (86)."],
        ),
        (
            with(week(), &[(Endurance, 75, 4.0, 4, Am), (Event, 60, 9.0, 5, Am)]),
            vec!["71 points on Fri, the day before the event; 30 are fine."],
        ),
        (with(week(), &[(Endurance, 90, 5.0, 1, Am), (Endurance, 60, 5.0, 1, Pm)]), vec!["178 points on Tue, 58 over 120."]),
        (with(week(), &[(Intervals, 50, 8.0, 1, Am), (Strength, 50, 8.0, 1, Pm)]), vec!["Two hard sessions on Tue."]),
    ];
    let mut unbroken: Vec<RuleId> = RuleId::ALL.iter().copied().filter(|rule| is_own_number(rule.id())).collect();
    for (plan, expected) in cases {
        let broken = judge(&plan, &Tuning::default()).broken;
        unbroken.retain(|rule| !broken.iter().any(|broken| broken.rule == *rule));
        let found = texts(&plan);
        let known: Vec<&str> = found.iter().map(String::as_str).filter(|text| expected.contains(text)).collect();
        assert!(expected.iter().all(|text| known.contains(text)), "expected {expected:?}, found {found:?}");
    }
    assert_eq!(unbroken, [], "each rule with a price needs a plan here that breaks it");
}

#[test]
fn what_is_not_possible_says_why() {
    let mut plan = with(week(), &[(Endurance, 95, 3.0, 0, Am), (Endurance, 30, 3.0, 1, Am), (Endurance, 30, 3.0, 1, Am)]);
    plan.days[3].off = true;
    plan.sessions[2].lock = true;
    let found = texts(&plan);
    assert!(found.contains(&"Not possible: endurance on Mon morning; the slot is too short for it.".to_owned()), "{found:?}");
    assert!(found.contains(&"Not possible: endurance on Tue morning; something fixed stands there.".to_owned()), "{found:?}");
}

#[test]
fn a_move_says_from_where_to_where() {
    let plan = with(week(), &[(Intervals, 50, 8.0, 1, Am), (Intervals, 55, 8.0, 2, Am), (Endurance, 45, 3.0, 4, Am)]);
    let proposal = propose(&plan, &mut Limits { width: 64, keep_going: &mut || true }, &Tuning::default());
    let text = &proposal.judgement.broken[0].text;
    assert!(text.starts_with("Moved from ") && text.contains(" to "), "{text}");
    assert_eq!(proposal.saved[&RuleId::HardRow].saved(), 40);
}

#[test]
fn a_dropped_session_says_what_would_seat_it() {
    let mut plan = with(week(), &[(Endurance, 60, 3.0, 3, Pm)]);
    plan.sessions[0].title = "run".to_owned();
    for day in &mut plan.days {
        *day = Availability { am: 0, pm: 0, day: None, two: false, off: false };
    }
    plan.days[3].pm = 35;
    let proposal = propose(&plan, &mut Limits { width: 64, keep_going: &mut || true }, &Tuning::default());
    assert_eq!(proposal.relax[0].text, "Thu evening needs 25 more minutes, or shorten run to 35, or drop it.");
}

#[test]
fn one_command_helps_where_there_is_one() {
    let tuning = Tuning::default();
    let plan = with(week(), &[(Strength, 40, 6.0, 0, Am), (Skill, 40, 5.0, 0, Pm)]);
    let judgement = judge(&plan, &tuning);
    let order = judgement.broken.iter().find(|broken| broken.rule == RuleId::Order).unwrap();
    let swap = help(&plan, order, &tuning).unwrap();
    assert_eq!(swap.words(&plan), "swap strength and skill");
    let mut few = with(week(), &[(Strength, 40, 6.0, 2, Am)]);
    few.rules.clear();
    let judgement = judge(&few, &tuning);
    assert_eq!(help(&few, &judgement.broken[0], &tuning), Some(Help::Add(Strength)));
    few.situation = Some(Situation::OlderAdult);
    let judgement = judge(&few, &tuning);
    let balance = judgement.broken.iter().find(|broken| broken.rule == RuleId::BalanceDays).unwrap();
    assert_eq!(help(&few, balance, &tuning), Some(Help::Add(Balance)));
}

#[test]
fn a_measured_load_replaces_the_estimate() {
    let mut plan = with(week(), &[(Endurance, 40, 3.0, 1, Am), (Endurance, 40, 3.0, 2, Am)]);
    assert_eq!(texts(&plan), [""; 0], "two easy sessions");
    for (session, load) in plan.sessions.iter_mut().zip([105, 100]) {
        session.load = Some(load);
        assert_eq!(session.points(&Tuning::default().load), load);
    }
    assert_eq!(texts(&plan)[0], "Hard on Tue and on Wed: endurance (105), endurance (100). No day between to respond.");
}

#[test]
fn weeks_are_warned_of_what_order_cannot_change() {
    let mut plan = with(week(), &[(Strength, 60, 9.0, 1, Am), (Event, 60, 9.0, 5, Am)]);
    plan.past = [100, 120, 100, 90].into_iter().flat_map(|load| [load, 0, 0, 0, 0, 0, 0]).map(Some).collect();
    plan.mornings = vec![Known { state: Some(State { fitness: 40.0, fatigue: 60.0 }), settling: false }];
    let judgement = judge(&plan, &Tuning::default());
    let rules: Vec<RuleId> = judgement.warnings.iter().map(|warning| warning.rule).collect();
    for rule in [RuleId::WhoAerobic, RuleId::Ramp, RuleId::ChargeShare, RuleId::FormWindow] {
        assert!(rules.contains(&rule), "{rule} of {rules:?}");
    }
    plan.past.remove(0);
    let judgement = judge(&plan, &Tuning::default());
    assert!(judgement.warnings.iter().all(|warning| warning.rule != RuleId::Ramp), "needs four weeks");
    assert_eq!(judgement.forecast.len(), 7);
    assert!(judgement.forecast[5].event);
}

#[test]
fn a_week_of_return_is_warned_of_until_it_is_over() {
    let returns = |done: usize| {
        let mut plan = week();
        plan.past = [vec![60; 60], vec![0; 28], vec![80; done]].concat().into_iter().map(Some).collect();
        let warnings = judge(&plan, &Tuning::default()).warnings;
        warnings.into_iter().filter(|warning| warning.rule == RuleId::ReturnLoad).map(|warning| warning.days).collect::<Vec<_>>()
    };
    assert_eq!(returns(3), [(-3..4).collect::<Vec<_>>()]);
    assert!(returns(7).iter().flatten().all(|day| *day >= 0), "the first week is over: {:?}", returns(7));
}

#[test]
fn a_share_of_next_to_no_fitness_is_no_warning_and_minus_is_a_true_one() {
    let form = |fitness: f64| {
        let mut plan = with(week(), &[(Strength, 60, 9.0, 1, Am)]);
        plan.mornings = vec![Known { state: Some(State { fitness, fatigue: fitness * 3.0 }), settling: true }];
        let warnings = judge(&plan, &Tuning::default()).warnings;
        warnings.into_iter().find(|warning| warning.rule == RuleId::FormWindow).map(|warning| warning.text)
    };
    assert_eq!(form(2.0), None);
    let told = form(40.0).unwrap();
    assert!(told.contains("−200 %") && !told.contains('-'), "{told}");
}

#[test]
fn charge_and_drain_are_counted_in_words() {
    let text = |sessions: &[(Kind, u16, f64, i32, Slot)]| {
        let warnings = judge(&with(week(), sessions), &Tuning::default()).warnings;
        warnings.into_iter().find(|warning| warning.rule == RuleId::ChargeShare).map(|warning| warning.text)
    };
    let none = text(&[(Strength, 30, 5.0, 1, Am)]).unwrap();
    assert_eq!(none, "No session of this week charges: something easy would.");
    let one = text(&[(Strength, 30, 9.0, 1, Am)]).unwrap();
    assert_eq!(one, "No session of this week charges, 1 drains; charging should win.");
    let both = text(&[(Strength, 30, 9.0, 1, Am), (Kind::Mobility, 20, 2.0, 3, Am)]).unwrap();
    assert_eq!(both, "1 session charges, 1 drains in this week; charging should win.");
    assert_eq!(text(&[]), None);
}

#[test]
fn the_templates_are_those_of_the_cases() {
    for situation in Situation::ALL {
        let path = format!("{}/tests/cases/planner/template-{situation}.json", env!("CARGO_MANIFEST_DIR"));
        let case: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let template = template(*situation);
        assert_eq!(template.situation, *situation);
        let sessions: Vec<serde_json::Value> = template
            .sessions
            .iter()
            .map(|one| serde_json::json!([one.kind.id(), one.minutes, one.halves, one.day, one.slot.id()]))
            .collect();
        let expected: Vec<serde_json::Value> = case["input"]["sessions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let halves = (one["rpe"].as_f64().unwrap() * 2.0) as u8;
                serde_json::json!([one["kind"], one["minutes"], halves, one["day"], one["slot"]])
            })
            .collect();
        assert_eq!(sessions, expected, "{situation}");
        for (day, expected) in template.days.iter().zip(case["input"]["avail"].as_array().unwrap()) {
            assert_eq!(serde_json::json!({"am": day.am, "pm": day.pm, "two": day.two}), *expected, "{situation}");
        }
    }
}
