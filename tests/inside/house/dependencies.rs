//! What the program is made of: licences that allow it to be passed on, one terminal library, no network.
//!
//! Judged over every package that `cargo metadata` names, for every platform and also for the tests.

use std::process::Command;

use serde_json::Value;

/// Licences (SPDX) under which a package may be part of the program.
const ALLOWED: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// One package each, looked at: its licence asks something only of who changes its own files.
const EXCEPTIONS: &[(&str, &str)] = &[("nucleo-matcher", "MPL-2.0"), ("option-ext", "MPL-2.0")];

/// Crates that open connections, or exist for those that do. `mio` waits for the terminal only.
const NETWORKING: &[&str] = &[
    "actix-web",
    "async-net",
    "async-std",
    "axum",
    "curl",
    "curl-sys",
    "h2",
    "h3",
    "hickory-resolver",
    "hyper",
    "hyper-util",
    "isahc",
    "libssh2-sys",
    "minreq",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "schannel",
    "socket2",
    "ssh2",
    "surf",
    "tiny_http",
    "tokio",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "warp",
    "webpki",
    "zmq",
];

/// Does the expression leave a choice that is allowed? `/` is the old way to write OR.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (allowed, rest) = alternatives(&words);
    allowed && rest.is_empty()
}

/// One of several, joined by OR; AND binds closer.
fn alternatives<'w>(words: &'w [&'w str]) -> (bool, &'w [&'w str]) {
    let (mut allowed, mut rest) = together(words);
    while let ["OR", after @ ..] = rest {
        let (next, after) = together(after);
        (allowed, rest) = (allowed | next, after);
    }
    (allowed, rest)
}

fn together<'w>(words: &'w [&'w str]) -> (bool, &'w [&'w str]) {
    let (mut allowed, mut rest) = single(words);
    while let ["AND", after @ ..] = rest {
        let (next, after) = single(after);
        (allowed, rest) = (allowed & next, after);
    }
    (allowed, rest)
}

fn single<'w>(words: &'w [&'w str]) -> (bool, &'w [&'w str]) {
    match words {
        ["(", inside @ ..] => match alternatives(inside) {
            (allowed, [")", rest @ ..]) => (allowed, rest),
            (_, rest) => (false, rest),
        },
        [name, "WITH", exception, rest @ ..] => (ALLOWED.contains(&format!("{name} WITH {exception}").as_str()), rest),
        [name, rest @ ..] => (ALLOWED.contains(name), rest),
        [] => (false, words),
    }
}

/// The packages of the program, its builds and its tests.
fn packages() -> Vec<Value> {
    let metadata = |more: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["metadata", "--format-version", "1", "--locked"]).args(more).current_dir(env!("CARGO_MANIFEST_DIR"));
        cargo.output().unwrap()
    };
    // Packages of platforms that were never built for may still have to be fetched.
    let offline = metadata(&["--offline"]);
    let output = if offline.status.success() { offline } else { metadata(&[]) };
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = read.get("packages").and_then(Value::as_array).unwrap().clone();
    assert!(packages.len() > 50, "only {} packages were found", packages.len());
    packages
}

fn text<'p>(package: &'p Value, name: &str) -> &'p str {
    package.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn every_licence_is_allowed() {
    let refused = |package: &Value| {
        let (name, licence) = (text(package, "name"), text(package, "license"));
        let fine = is_allowed(licence) || EXCEPTIONS.contains(&(name, licence));
        (!fine).then(|| format!("{name}: {licence:?}"))
    };
    let refused: Vec<String> = packages().iter().filter_map(refused).collect();
    assert_eq!(refused, Vec::<String>::new());
}

#[test]
fn there_is_one_crossterm_and_one_ratatui() {
    let packages = packages();
    for name in ["crossterm", "ratatui", "ratatui-core"] {
        let versions: Vec<&str> =
            packages.iter().filter(|package| text(package, "name") == name).map(|package| text(package, "version")).collect();
        assert_eq!(versions.len(), 1, "two versions of {name} would each keep a state of the terminal: {versions:?}");
    }
}

#[test]
fn nothing_can_open_a_connection() {
    let packages = packages();
    let found: Vec<&str> =
        packages.iter().map(|package| text(package, "name")).filter(|name| NETWORKING.contains(name)).collect();
    assert_eq!(found, Vec::<&str>::new());
}

#[test]
fn licence_expressions_are_read() {
    for fine in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-3.0-only OR MIT",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception OR GPL-2.0-only",
        "MIT OR GPL-3.0-only AND Apache-2.0",
    ] {
        assert!(is_allowed(fine), "{fine}");
    }
    for refused in [
        "",
        "GPL-3.0-only",
        "MIT AND GPL-3.0-only",
        "(MIT OR Apache-2.0) AND AGPL-3.0-only",
        "MIT Apache-2.0",
        "(MIT",
        "GPL-2.0 WITH x",
    ] {
        assert!(!is_allowed(refused), "{refused}");
    }
}
