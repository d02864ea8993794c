//! `upswing completions` and `upswing man`: made from the commands as they are.

use clap::Command;
use clap_complete::{Shell, generate};
use clap_complete_nushell::Nushell;

use super::answer::{Answer, Problem};

/// Which shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing completions bash > ~/.local/share/bash-completion/completions/upswing")]
pub struct Completions {
    /// The shell
    shell: Known,
}

/// A shell that completions can be made for.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Known {
    Bash,
    Elvish,
    Fish,
    Nushell,
    Powershell,
    Zsh,
}

/// The completions of a shell for the whole program.
pub fn completions(args: &Completions, mut program: Command) -> Result<Answer, Problem> {
    let mut bytes = Vec::new();
    let usual = match args.shell {
        Known::Bash => Some(Shell::Bash),
        Known::Elvish => Some(Shell::Elvish),
        Known::Fish => Some(Shell::Fish),
        Known::Powershell => Some(Shell::PowerShell),
        Known::Zsh => Some(Shell::Zsh),
        Known::Nushell => None,
    };
    match usual {
        Some(shell) => generate(shell, &mut program, "upswing", &mut bytes),
        None => generate(Nushell, &mut program, "upswing", &mut bytes),
    }
    Ok(Answer::Exact(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Which page.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing man checkin | man -l -")]
pub struct Manual {
    /// A command; all of them in short if not said
    command: Vec<String>,
}

/// A manual page of the program or one of its commands.
pub fn manual(args: &Manual, program: Command) -> Result<Answer, Problem> {
    let mut page = program;
    // Names such as `upswing-plan-add` come with this.
    page.build();
    for name in &args.command {
        let found = page.find_subcommand(name).cloned();
        page = found.ok_or_else(|| Problem::Usage(format!("expected a command of upswing, found \"{name}\".")))?;
    }
    let mut bytes = Vec::new();
    clap_mangen::Man::new(page).render(&mut bytes).map_err(|error| Problem::Failed(error.to_string()))?;
    Ok(Answer::Exact(String::from_utf8_lossy(&bytes).into_owned()))
}
