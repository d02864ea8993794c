//! What the beginning of a file says it is.

use std::collections::BTreeSet;

/// Paths of keys that are remembered; enough to tell formats apart.
const MOST_KEYS: usize = 500;
/// Objects and lists are looked into so deep.
const MOST_DEEP: usize = 6;

/// What holds other files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// One packed file.
    Gzip,
    /// A folder, packed.
    Zip,
}

/// Is this a container?
pub fn container(head: &[u8]) -> Option<Container> {
    match head {
        [0x1f, 0x8b, ..] => Some(Container::Gzip),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => Some(Container::Zip),
        _ => None,
    }
}

/// The name of an XML's root element without its prefix, or of its document type, whichever comes
/// first; `None` = this is no XML.
pub fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        rest = if let Some(declaration) = rest.strip_prefix("<?") {
            declaration.split_once("?>")?.1
        } else if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")?.1
        } else {
            break;
        }
        .trim_start();
    }
    let name = rest.strip_prefix("<!DOCTYPE").map(str::trim_start).or(rest.strip_prefix('<'))?;
    let end = name.find(|sign: char| sign.is_whitespace() || "/>[".contains(sign)).unwrap_or(name.len());
    let name = name.get(..end)?;
    let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
    local.starts_with(|sign: char| sign.is_alphabetic() || sign == '_').then_some(local)
}

/// The keys at the beginning of a JSON, with the way to them: `RIDE.STARTTIME`, `[].dateOfSleep`,
/// `data.metrics[].name`.
#[derive(Debug, Default)]
pub struct Keys {
    paths: BTreeSet<String>,
    first: Vec<String>,
}

impl Keys {
    /// The keys of the beginning of a JSON text, which may break off; `None` = this is no JSON.
    pub fn of(text: &str) -> Option<Keys> {
        let text = text.trim_start();
        if !text.starts_with(['{', '[']) {
            return None;
        }
        let mut keys = Keys::default();
        let mut path: Vec<String> = Vec::new();
        let mut rest = text;
        while let Some(sign) = rest.chars().next() {
            let mut after = rest.get(sign.len_utf8()..).unwrap_or_default();
            match sign {
                '[' => path.push("[]".to_owned()),
                '{' => path.push(String::new()),
                ']' | '}' => {
                    path.pop();
                }
                '"' => {
                    let Some((string, behind)) = quoted(after) else { break };
                    after = behind;
                    if after.trim_start().starts_with(':') {
                        keys.take(&mut path, string);
                    }
                }
                _ => {}
            }
            if keys.paths.len() >= MOST_KEYS || path.len() > 1000 {
                break;
            }
            rest = after;
        }
        Some(keys)
    }

    /// Is there this key?
    pub fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Are there all of these?
    pub fn have(&self, paths: &[&str]) -> bool {
        paths.iter().all(|path| self.has(path))
    }

    /// The first ones, for a message.
    pub fn first(&self) -> &[String] {
        &self.first
    }

    fn take(&mut self, path: &mut [String], key: &str) {
        let Some(last) = path.last_mut() else { return };
        *last = key.to_owned();
        if path.len() > MOST_DEEP {
            return;
        }
        let joined = path.join(".").replace(".[]", "[]");
        if self.first.len() < 8 && !self.first.iter().any(|first| first == key) {
            self.first.push(key.chars().take(40).collect());
        }
        self.paths.insert(joined);
    }
}

/// What stands up to the closing quote, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let mut escaped = false;
    let end = text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_behind_everything_that_may_stand_before_it() {
        for (text, name) in [
            ("<gpx>", Some("gpx")),
            (" \n<?xml version='1.0'?><!-- <x> --><ns:gpx version=\"1.1\">", Some("gpx")),
            ("<?xml?>\n<!DOCTYPE HealthData [\n<!ELEMENT", Some("HealthData")),
            ("<TrainingCenterDatabase/>", Some("TrainingCenterDatabase")),
            ("<", None),
            ("< 3", None),
            ("<?xml", None),
            ("day,energy", None),
        ] {
            assert_eq!(root(text), name, "{text}");
        }
    }

    #[test]
    fn keys_have_the_way_to_them() {
        let keys =
            Keys::of(r#" {"RIDE":{"STARTTIME":"2010\/08 \" : ","TAGS":{"Sport":"Bike "},"SAMPLES":[{"SECS":0},{"#).unwrap();
        assert!(keys.have(&["RIDE", "RIDE.STARTTIME", "RIDE.TAGS.Sport", "RIDE.SAMPLES[].SECS"]), "{keys:?}");
        let keys = Keys::of(r#"[{"dateOfSleep":"2019-11-01","levels":{"data":[]},"mainSleep":true}]"#).unwrap();
        assert!(keys.have(&["[].dateOfSleep", "[].levels.data", "[].mainSleep"]), "{keys:?}");
        assert!(Keys::of("12").is_none());
        assert!(Keys::of(&"[".repeat(100_000)).is_some());
    }
}
