//! `upswing chart`: the dashboard's chart as text on the terminal, or as a drawing in a file.

use std::path::PathBuf;

use crate::app::chart::{ChartView, MOST, Shown};
use crate::app::{Model, Series};
use crate::domain::text::many_lines;
use crate::ui::theme::{Glyphs, Theme};
use crate::ui::{Look, Picture, chart_svg, read_out};

use super::answer::{Answer, Problem};
use super::files::write_new;
use super::open::Opened;

/// What can be drawn.
#[derive(Debug, clap::Args)]
#[command(after_help = "What is drawn is what the dashboard shows, with the curves chosen there.\n\
                        Example: upswing chart --from -6m --curves averages,form,hrv_rmssd --svg chart.svg")]
pub struct Chart {
    /// First day; ten weeks ago if not said: 2025-03, -6m, -1y
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    from: Option<String>,
    /// Last day; two weeks from now if not said
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    to: Option<String>,
    /// The day whose numbers stand below; today if not said
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    on: Option<String>,
    /// At most five of them, separated by commas
    #[arg(long, value_name = "CURVES", value_delimiter = ',')]
    curves: Vec<String>,
    /// A file to draw into, as SVG with real lines, light or dark as its reader prefers; what is there is not overwritten
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// As text; also without --svg
    #[arg(long, conflicts_with = "svg")]
    text: bool,
    /// Columns
    #[arg(long, default_value_t = 110, value_parser = clap::value_parser!(u16).range(20..=400))]
    width: u16,
    /// Rows
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(8..=200))]
    height: u16,
}

/// Draws.
pub fn run(args: &Chart, opened: &Opened) -> Result<Answer, Problem> {
    let today = opened.today();
    let rest = ChartView::new(today);
    let first = args.from.as_deref().map_or(Ok(rest.first()), |text| opened.day(Some(text)))?;
    let last = args.to.as_deref().map_or(Ok(rest.last.max(first)), |text| opened.day(Some(text)))?;
    if first > last {
        return Err(Problem::Usage(format!("expected --from before --to, found {first} after {last}.")));
    }
    let on = args.on.as_deref().map_or(Ok(today.clamp(first, last)), |text| opened.day(Some(text)))?;
    let mut model = model(opened);
    if !args.curves.is_empty() {
        let series = curves(&args.curves)?;
        model.show_curves(Shown { series, ..Shown::default() });
    }
    fit(&mut model);
    model.show_days(first, last);
    model.chart.crosshair = on.clamp(first, last);
    let glyphs = opened.settings.glyphs;
    let Some(file) = &args.svg else {
        let look = Look { theme: Theme::Mono, glyphs };
        let drawn = Picture::chart(&model, look, args.width, args.height).text();
        return Ok(Answer::Exact(many_lines(&drawn).into_owned()));
    };
    let title = format!("Fitness and fatigue from {first} to {last}");
    write_new(file, &drawing(&model, &title, &read_out(&model, PAPER)))?;
    Ok(Answer::line(format!("Drawn into {}.", file.display())))
}

/// How drawings are inked; those who prefer the dark see the dark theme's inks.
const PAPER: Look = Look { theme: Theme::Light, glyphs: &Glyphs::UNICODE };

/// The chart of a model with real lines, and `foot` below it.
pub fn drawing(model: &Model, title: &str, foot: &[String]) -> String {
    chart_svg(model, PAPER, title, foot)
}

/// The dashboard's model, for drawings.
pub fn model(opened: &Opened) -> Model {
    let settings = &opened.settings;
    let mut model =
        Model::new(opened.journal.clone(), opened.now, opened.device, settings.tuning.clone(), settings.keymap.clone());
    model.show_curves(Shown::default());
    model
}

/// Fits at once what the dashboard would have fitted meanwhile.
pub fn fit(model: &mut Model) {
    if let Some(request) = model.fit_wanted() {
        model.fit_asked = Some(request.question.clone());
        model.fitted = Some(request.answer());
    }
}

fn curves(names: &[String]) -> Result<Vec<Series>, Problem> {
    let all = || Series::all().map(Series::id).collect::<Vec<_>>().join(", ");
    let read = |name: &String| {
        let unknown = || Problem::Usage(format!("--curves: expected some of {}, found \"{name}\".", all()));
        Series::from_id(name.trim()).ok_or_else(unknown)
    };
    let series = names.iter().map(read).collect::<Result<Vec<Series>, Problem>>()?;
    if series.len() > MOST {
        return Err(Problem::Usage(format!("--curves: expected at most {MOST}, found {}.", series.len())));
    }
    Ok(series)
}
