//! Answers as the journal writes them: a map from the field to its bare value.
//!
//! There are more of them than of everything else together, and each type of value is one of its own
//! in the file already. Only a choice needs a mark: it is a list of its one word.

use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serializer};

use super::super::field::{Field, Value};

type Answers = Vec<(Field, Option<Value>)>;

pub(super) fn serialize<S: Serializer>(answers: &Answers, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(answers.len()))?;
    for (field, value) in answers {
        map.serialize_key(field)?;
        match value {
            None => map.serialize_value(&()),
            Some(Value::Whole(number)) => map.serialize_value(number),
            Some(Value::Number(number)) => map.serialize_value(number),
            Some(Value::Flag(flag)) => map.serialize_value(flag),
            Some(Value::Choice(slept)) => map.serialize_value(&[slept]),
            Some(Value::Text(text)) => map.serialize_value(text),
        }?;
    }
    map.end()
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Answers, D::Error> {
    deserializer.deserialize_map(AnswersVisitor)
}

struct AnswersVisitor;

impl<'de> Visitor<'de> for AnswersVisitor {
    type Value = Answers;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a map of answers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
        // What a damaged file claims is no reason to reserve much.
        let mut answers = Vec::with_capacity(map.size_hint().unwrap_or(0).min(32));
        while let Some((field, Answer(value))) = map.next_entry()? {
            answers.push((field, value));
        }
        Ok(answers)
    }
}

struct Answer(Option<Value>);

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Answer, D::Error> {
        deserializer.deserialize_any(AnswerVisitor).map(Answer)
    }
}

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an answer")
    }

    fn visit_unit<E: Error>(self) -> Result<Option<Value>, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Option<Value>, E> {
        Ok(Some(Value::Whole(number)))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<Value>, E> {
        i64::try_from(number).map(|number| Some(Value::Whole(number))).map_err(E::custom)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Option<Value>, E> {
        Ok(Some(Value::Number(number)))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Option<Value>, E> {
        Ok(Some(Value::Flag(flag)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<Value>, E> {
        Ok(Some(Value::Text(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<Value>, A::Error> {
        list.next_element()?.map(|slept| Some(Value::Choice(slept))).ok_or_else(|| A::Error::custom("an empty choice"))
    }
}
