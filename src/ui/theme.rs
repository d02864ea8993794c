//! Which ink a meaning has. Widgets name a [`Role`]; only this table knows colours.
//!
//! The true-colour themes set their own background, so that contrast is known and tested. The
//! sixteen colours and mono stay on the terminal's. Characters are the other half: [`glyphs`].

mod ansi;
pub mod glyphs;
pub mod own;

pub use glyphs::Glyphs;

use ratatui::style::{Color, Modifier, Style};

use crate::domain::Kind;

/// A set of inks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// True colours on a dark background.
    #[default]
    Dark,
    /// True colours on a light background.
    Light,
    /// True colours, at least 7 : 1 against black.
    HighContrast,
    /// The terminal's own sixteen colours.
    Sixteen,
    /// No colour at all: bold, dim, reversed.
    Mono,
    /// A person's own inks, read once.
    Own(&'static Own),
}

impl Theme {
    /// The themes that are there in any case.
    pub const ALL: [Theme; 5] = [Theme::Dark, Theme::Light, Theme::HighContrast, Theme::Sixteen, Theme::Mono];

    /// Its name in the configuration.
    pub fn id(self) -> &'static str {
        match self {
            Theme::Dark => "dark",
            Theme::Light => "light",
            Theme::HighContrast => "high_contrast",
            Theme::Sixteen => "sixteen",
            Theme::Mono => "mono",
            Theme::Own(own) => &own.name,
        }
    }

    /// The theme of a name, one's own before those that are there in any case.
    ///
    /// # Errors
    /// A sentence with all names.
    pub fn named(name: &str, own: &[Theme]) -> Result<Theme, String> {
        let all = || own.iter().chain(&Theme::ALL);
        let unknown = || {
            let names: Vec<&str> = all().map(|theme| theme.id()).collect();
            format!("expected one of {}, found \"{name}\"", names.join(", "))
        };
        all().find(|theme| theme.id() == name).copied().ok_or_else(unknown)
    }
}

/// Inks laid over those of another theme.
#[derive(Debug, PartialEq, Eq)]
pub struct Own {
    /// Its name in the configuration.
    pub name: String,
    /// The theme it begins from.
    pub base: Theme,
    /// The screen's background, 0xRRGGBB; that of the base if not said.
    pub background: Option<u32>,
    /// Other inks.
    pub inks: Vec<(Role, Color)>,
}

/// What a thing on the screen means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the meanings; the look of each stands in INKS")]
pub enum Role {
    Plain,
    Muted,
    Strong,
    Cursor,
    Border,
    BorderFocus,
    Build,
    Train,
    Ease,
    Recover,
    Rest,
    Fitness,
    Fatigue,
    Form,
    Score,
    Hrv,
    Pulse,
    Sleep,
    Performance,
    LoadSkill,
    LoadStrength,
    LoadEndurance,
    LoadIntervals,
    LoadCharge,
    LoadEvent,
    Good,
    Caution,
    Stop,
}

impl Role {
    /// The ink of a session's load.
    pub fn load(kind: Kind) -> Role {
        match kind {
            Kind::Skill => Role::LoadSkill,
            Kind::Strength => Role::LoadStrength,
            Kind::Endurance => Role::LoadEndurance,
            Kind::Intervals => Role::LoadIntervals,
            Kind::Balance | Kind::Mobility => Role::LoadCharge,
            Kind::Event => Role::LoadEvent,
        }
    }
}

/// How sure a band is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Half of what may come lies inside.
    Half,
    /// Four fifths of what may come lie inside.
    Wide,
}

/// One role in every theme: 0xRRGGBB for the true colours.
struct Ink {
    role: Role,
    dark: u32,
    light: u32,
    contrast: u32,
    sixteen: Color,
    /// In every theme.
    every: Modifier,
    /// In mono, beside `every`.
    mono: Modifier,
}

const NONE: Modifier = Modifier::empty();
const BOLD: Modifier = Modifier::BOLD;
const DIM: Modifier = Modifier::DIM;

const fn ink(role: Role, rgb: [u32; 3], sixteen: Color, every: Modifier, mono: Modifier) -> Ink {
    let [dark, light, contrast] = rgb;
    Ink { role, dark, light, contrast, sixteen, every, mono }
}

/// Every role once, in the order of [`Role`] (tested).
const INKS: &[Ink] = &[
    ink(Role::Plain, [0xd7dce2, 0x24292f, 0xffffff], Color::Reset, NONE, NONE),
    ink(Role::Muted, [0x8b949e, 0x59636e, 0xc8c8c8], Color::DarkGray, NONE, DIM),
    ink(Role::Strong, [0xf5f7fa, 0x0b0f14, 0xffffff], Color::Reset, BOLD, NONE),
    ink(Role::Cursor, [0xd7dce2, 0x24292f, 0xffffff], Color::Reset, Modifier::REVERSED, NONE),
    ink(Role::Border, [0x6b7480, 0x818b98, 0xa8a8a8], Color::DarkGray, NONE, DIM),
    ink(Role::BorderFocus, [0xd7dce2, 0x24292f, 0xffffff], Color::Reset, NONE, BOLD),
    ink(Role::Build, [0x79c0ff, 0x0a53a0, 0x8fd0ff], Color::LightCyan, NONE, BOLD),
    ink(Role::Train, [0x5a9ff0, 0x1f66b5, 0x80b8ff], Color::LightBlue, NONE, NONE),
    ink(Role::Ease, [0xf2c14e, 0x825500, 0xffe066], Color::Yellow, NONE, NONE),
    ink(Role::Recover, [0xe08bd0, 0x9c2f86, 0xffb3f0], Color::Magenta, NONE, NONE),
    ink(Role::Rest, [0x8b949e, 0x59636e, 0xc8c8c8], Color::DarkGray, NONE, DIM),
    ink(Role::Fitness, [0x5aa9ff, 0x0b5cad, 0x80c4ff], Color::LightBlue, NONE, BOLD),
    ink(Role::Fatigue, [0xffa94d, 0x9a4500, 0xffb86b], Color::LightYellow, NONE, NONE),
    ink(Role::Form, [0x4dd0c8, 0x006b64, 0x66fff0], Color::Cyan, NONE, NONE),
    ink(Role::Score, [0xe6e9ed, 0x24292f, 0xffffff], Color::White, NONE, BOLD),
    ink(Role::Hrv, [0xbf9cf7, 0x6b3fb5, 0xd3b8ff], Color::LightMagenta, NONE, NONE),
    ink(Role::Pulse, [0xff8fa3, 0xad1f3d, 0xffadbb], Color::LightRed, NONE, NONE),
    ink(Role::Sleep, [0x9aacff, 0x3f4fb5, 0xb3c0ff], Color::LightBlue, NONE, NONE),
    ink(Role::Performance, [0xe3d26f, 0x6b5800, 0xfff27a], Color::LightGreen, NONE, BOLD),
    ink(Role::LoadSkill, [0xa9cbdf, 0x5b7f95, 0xd0ecff], Color::LightCyan, NONE, NONE),
    ink(Role::LoadStrength, [0x6fa8c9, 0x3f6a84, 0x9cd2f0], Color::Cyan, NONE, BOLD),
    ink(Role::LoadEndurance, [0x8a9fd0, 0x4a5a8c, 0xb4c4f0], Color::Blue, NONE, NONE),
    ink(Role::LoadIntervals, [0x5488ab, 0x1d4560, 0x80b8dc], Color::LightBlue, NONE, BOLD),
    ink(Role::LoadCharge, [0x7d8b96, 0x6a7680, 0xb0bcc4], Color::DarkGray, NONE, DIM),
    ink(Role::LoadEvent, [0xe4eef5, 0x102f45, 0xffffff], Color::White, BOLD, NONE),
    ink(Role::Good, [0x4dd0c8, 0x006b64, 0x66fff0], Color::Cyan, NONE, NONE),
    ink(Role::Caution, [0xf2c14e, 0x825500, 0xffe066], Color::Yellow, NONE, BOLD),
    ink(Role::Stop, [0xff7ad9, 0xa8158a, 0xff9df0], Color::LightMagenta, BOLD, NONE),
];

/// How much of a line's ink its bands have, of 100: enough to see, little enough for the line to stand out.
const HALF_PERCENT: u32 = 32;
const WIDE_PERCENT: u32 = 16;
/// About as much ink as the shade of a planned bar's whole cells has.
const PLANNED_PERCENT: u32 = 60;

impl Theme {
    /// The theme to use: `asked` by the person, unless the environment wants no colour.
    ///
    /// NO_COLOR wins over the person's settings because the terminal library then prints colours as
    /// nothing *and* loses bold and reverse beside them; without colours these survive.
    pub fn chosen(asked: Option<Theme>, no_color: bool, true_colour: bool) -> Theme {
        match asked {
            _ if no_color => Theme::Mono,
            Some(theme) => theme,
            None if true_colour => Theme::Dark,
            None => Theme::Sixteen,
        }
    }

    /// The whole screen's style, under everything else.
    pub fn base(self) -> Style {
        match self.background() {
            Some(background) => self.style(Role::Plain).bg(colour(background)),
            None => Style::reset(),
        }
    }

    /// The style of a role. Sets no background, so that it can stand on a band.
    pub fn style(self, role: Role) -> Style {
        if let Theme::Own(own) = self {
            let style = own.base.style(role);
            return own.inks.iter().find(|(inked, _)| *inked == role).map_or(style, |(_, colour)| style.fg(*colour));
        }
        let Some(ink) = INKS.iter().find(|ink| ink.role == role) else { return Style::new() };
        let style = Style::new().add_modifier(ink.every);
        match self {
            Theme::Dark => style.fg(colour(ink.dark)),
            Theme::Light => style.fg(colour(ink.light)),
            Theme::HighContrast => style.fg(colour(ink.contrast)),
            Theme::Sixteen => style.fg(ink.sixteen),
            Theme::Mono | Theme::Own(_) => style.add_modifier(ink.mono),
        }
    }

    /// The background of a line's band; `None` where a glyph must carry it.
    pub fn band(self, role: Role, spread: Spread) -> Option<Color> {
        self.thinned(role, if spread == Spread::Half { HALF_PERCENT } else { WIDE_PERCENT })
    }

    /// Does this theme know a lighter ink of each role?
    pub fn has_light_ink(self) -> bool {
        self.background().is_some()
    }

    /// The style of a role for what is not done yet: a good half of the ink, or dim.
    pub fn planned(self, role: Role) -> Style {
        let style = self.style(role);
        self.thinned(role, PLANNED_PERCENT).map_or(style.add_modifier(DIM), |colour| style.fg(colour))
    }

    /// A role's ink mixed into the background; `None` where the theme does not know both.
    fn thinned(self, role: Role, percent: u32) -> Option<Color> {
        let [_, r, g, b] = self.background()?.to_be_bytes();
        let Some(Color::Rgb(red, green, blue)) = self.style(role).fg else { return None };
        let mix = |ink: u8, under: u8| ((u32::from(ink) * percent + u32::from(under) * (100 - percent)) / 100) as u8;
        Some(Color::Rgb(mix(red, r), mix(green, g), mix(blue, b)))
    }

    fn background(self) -> Option<u32> {
        match self {
            Theme::Dark => Some(0x11151b),
            Theme::Light => Some(0xfbfbfa),
            Theme::HighContrast => Some(0x000000),
            Theme::Own(own) => own.background.or(own.base.background()),
            Theme::Sixteen | Theme::Mono => None,
        }
    }
}

fn colour(rgb: u32) -> Color {
    Color::from_u32(rgb)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color) -> f64 {
        let Color::Rgb(r, g, b) = colour else { panic!("{colour} is no true colour") };
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    /// WCAG 2.1 contrast ratio, 1–21.
    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Ink that is only ever a shape, not a text: 3 : 1 is enough.
    fn is_shape(role: Role) -> bool {
        (Role::LoadSkill as usize..=Role::LoadEvent as usize).contains(&(role as usize)) || role == Role::Border
    }

    #[test]
    fn no_words_are_dark_blue_on_black() {
        let words = INKS.iter().filter(|ink| !is_shape(ink.role));
        assert!(words.into_iter().all(|ink| ink.sixteen != Color::Blue));
    }

    #[test]
    fn the_table_is_in_the_order_of_the_roles() {
        for (place, ink) in INKS.iter().enumerate() {
            assert_eq!(ink.role as usize, place, "{:?}", ink.role);
        }
        assert_eq!(INKS.len(), Role::Stop as usize + 1);
    }

    #[test]
    fn every_ink_can_be_read_on_its_background() {
        for theme in [Theme::Dark, Theme::Light, Theme::HighContrast] {
            let under = theme.base().bg.unwrap();
            for ink in INKS {
                let least = if theme == Theme::HighContrast { 7.0 } else { if is_shape(ink.role) { 3.0 } else { 4.5 } };
                let found = contrast(theme.style(ink.role).fg.unwrap(), under);
                assert!(found >= least, "{theme:?} {:?}: {found:.2}", ink.role);
            }
        }
    }

    #[test]
    fn a_line_stands_out_from_its_own_bands() {
        for theme in [Theme::Dark, Theme::Light, Theme::HighContrast] {
            for role in [Role::Fitness, Role::Fatigue, Role::Form, Role::Score, Role::Performance] {
                for spread in [Spread::Half, Spread::Wide] {
                    let found = contrast(theme.style(role).fg.unwrap(), theme.band(role, spread).unwrap());
                    assert!(found >= 3.0, "{theme:?} {role:?} {spread:?}: {found:.2}");
                }
            }
        }
    }

    #[test]
    fn what_is_planned_can_be_seen_in_high_contrast() {
        let theme = Theme::HighContrast;
        for ink in INKS.iter().filter(|ink| is_shape(ink.role)) {
            let found = contrast(theme.planned(ink.role).fg.unwrap(), theme.base().bg.unwrap());
            assert!(found >= 3.0, "{:?}: {found:.2}", ink.role);
        }
    }

    #[test]
    fn mono_names_no_colour() {
        for ink in INKS {
            let style = Theme::Mono.style(ink.role);
            assert_eq!((style.fg, style.bg), (None, None), "{:?}", ink.role);
        }
        assert_eq!(Theme::chosen(Some(Theme::Dark), true, true), Theme::Mono);
        assert_eq!(Theme::chosen(None, false, false), Theme::Sixteen);
    }
}
