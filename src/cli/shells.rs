//! `upswing completions` and `upswing man`: made from the commands as they are.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::Arguments;
use super::answer::{Answer, Problem};

/// Which shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing completions bash > ~/.local/share/bash-completion/completions/upswing")]
pub struct Completions {
    /// The shell
    shell: Shell,
}

/// The completions of a shell.
pub fn completions(args: &Completions) -> Result<Answer, Problem> {
    let mut bytes = Vec::new();
    generate(args.shell, &mut Arguments::command(), "upswing", &mut bytes);
    Ok(Answer::Exact(String::from_utf8_lossy(&bytes).into_owned()))
}

/// The manual page.
pub fn manual() -> Result<Answer, Problem> {
    let mut bytes = Vec::new();
    let page = clap_mangen::Man::new(Arguments::command());
    page.render(&mut bytes).map_err(|error| Problem::Failed(error.to_string()))?;
    Ok(Answer::Exact(String::from_utf8_lossy(&bytes).into_owned()))
}
