//! Small files beside the journal: forms or a session that were begun, so that leaving loses nothing, and what
//! the chart shows.

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::store::private;

/// Keeps something, readable by its owner only; `None` takes the file away.
///
/// # Errors
/// The file cannot be written or taken away.
pub fn keep<T: Serialize>(path: &Path, draft: Option<&T>) -> io::Result<()> {
    let Some(draft) = draft else {
        return match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        };
    };
    private::replace(path, &serde_json::to_vec(draft)?)
}

/// What was kept. A file that cannot be read is none: nothing depends on it. Of several, each that can be read.
pub fn find<T: DeserializeOwned + Default>(path: &Path) -> T {
    let found = fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    let found = match found {
        Some(Value::Array(several)) => several_of::<T>(several),
        found => found,
    };
    found.and_then(|found| serde_json::from_value(found).ok()).unwrap_or_default()
}

/// Those of a list that can be read: one of an older form takes no other with it.
fn several_of<T: DeserializeOwned>(several: Vec<Value>) -> Option<Value> {
    let can_be_read = |one: &Value| serde_json::from_value::<T>(Value::Array(vec![one.clone()])).is_ok();
    Some(Value::Array(several.into_iter().map(counted).filter(can_be_read).collect()))
}

/// A form that was kept before its answers were counted: all that it holds count.
fn counted(mut one: Value) -> Value {
    if let Value::Object(form) = &mut one
        && let Some(answers) = form.get("answers").and_then(Value::as_array).map(Vec::len)
    {
        form.entry("given").or_insert_with(|| answers.into());
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Draft, Purpose};

    #[test]
    fn a_form_of_an_older_program_takes_no_other_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("draft.json");
        let kept = |text: &str| {
            fs::write(&file, text).unwrap();
            find::<Vec<Draft>>(&file)
        };
        let old = r#"{"purpose":"AddSession","answers":[["kind","strength"]]}"#;
        let log = r#"{"purpose":"Log","answers":[["day","today"],["minutes","40"]]}"#;
        let found = kept(&format!("[{old},{log},7]"));
        let answers = [("day", "today"), ("minutes", "40")].map(|(row, answer)| (row.to_owned(), answer.to_owned()));
        assert_eq!(found, [Draft { purpose: Purpose::Log, answers: answers.to_vec(), given: 2, told: None }]);
        keep(&file, Some(&found)).unwrap();
        assert_eq!(find::<Vec<Draft>>(&file), found, "what is counted stays so");
        assert_eq!((kept("[]"), kept("{"), kept(old)), (Vec::new(), Vec::new(), Vec::new()));
    }
}
