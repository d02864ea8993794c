//! The strokes of a drawing, as SVG text.

use std::fmt::Write;

use super::inks::{class, style};
use crate::domain::text::escaped;
use crate::ui::theme::Role;
use crate::ui::widgets::datechart::parts::Stroke;

/// Where a text begins.
#[derive(Debug, Clone, Copy)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// Draws into a text; writing to a text cannot fail.
#[derive(Debug, Default)]
pub struct Pen {
    body: String,
    roles: Vec<Role>,
}

type Point = (f64, f64);

impl Pen {
    /// The whole drawing.
    pub fn finish(self, width: f64, height: f64, title: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\">\n<title>{}</title>\n<style>{}</style>\n<rect class=\"under\" width=\"100%\" height=\"100%\"/>\n{}</svg>\n",
            escaped(title),
            style(&self.roles),
            self.body
        )
    }

    fn class(&mut self, role: Role) -> String {
        if !self.roles.contains(&role) {
            self.roles.push(role);
        }
        class(role)
    }

    /// A text; `class` says its ink.
    pub fn text(&mut self, (x, y): Point, anchor: Anchor, class: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let _ = writeln!(self.body, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\"{anchor}>{}</text>", escaped(text));
    }

    /// A straight line of the frame.
    pub fn rule(&mut self, from: Point, to: Point, class: &str) {
        let (x1, y1, x2, y2) = (from.0, from.1, to.0, to.1);
        let _ = writeln!(self.body, "<path class=\"{class}\" d=\"M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}\"/>");
    }

    /// A curve through points.
    pub fn line(&mut self, points: &[Point], role: Role, stroke: Stroke, ahead: bool) {
        if points.len() < 2 {
            return;
        }
        let class = self.class(role);
        let stroke = match stroke {
            Stroke::Dashed => " dashed",
            Stroke::Dotted => " dotted",
            Stroke::Solid | Stroke::Points(_) => "",
        };
        let ahead = if ahead { " ahead" } else { "" };
        let _ = writeln!(self.body, "<path class=\"line s-{class}{stroke}{ahead}\" d=\"{}\"/>", path(points));
    }

    /// A single value.
    pub fn dot(&mut self, (x, y): Point, role: Role) {
        let class = self.class(role);
        let _ = writeln!(self.body, "<circle class=\"f-{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.6\"/>");
    }

    /// A shaded area.
    pub fn area(&mut self, outline: &[Point], role: Role, half: bool) {
        if outline.len() < 4 {
            return;
        }
        let class = self.class(role);
        let spread = if half { "half" } else { "wide" };
        let _ = writeln!(self.body, "<path class=\"f-{class} {spread}\" d=\"{}Z\"/>", path(outline));
    }

    /// A bar.
    pub fn bar(&mut self, (x, y, width, height): (f64, f64, f64, f64), role: Role, planned: bool) {
        let class = self.class(role);
        let planned = if planned { " planned" } else { "" };
        let _ = writeln!(
            self.body,
            "<rect class=\"f-{class}{planned}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>"
        );
    }
}

fn path(points: &[Point]) -> String {
    let mut path = String::new();
    for (place, (x, y)) in points.iter().enumerate() {
        let _ = write!(path, "{}{x:.1} {y:.1}", if place == 0 { "M" } else { "L" });
    }
    path
}
