"""Plots are made without a browser or network, and hold their data."""

from policynlp.render.vega import MIME_TYPE, Plot, chart, png, svg

BARS = {
    "mark": "bar",
    "encoding": {"x": {"field": "n", "type": "quantitative"}, "y": {"field": "theme", "type": "nominal"}},
}


def spec() -> dict:
    rows = [{"theme": "agriculture <b>", "n": 3}, {"theme": "trade", "n": 5}]
    return chart(rows, BARS, title="Themes", description="Passages by theme")


def test_an_svg_shows_the_data_and_escapes_it() -> None:
    drawn = svg(spec())
    assert drawn.startswith("<svg")
    assert "agriculture &lt;b&gt;" in drawn
    assert "agriculture <b>" not in drawn


def test_dark_ground_has_light_ink() -> None:
    assert "#e6edf3" in svg(spec(), ground="dark")
    assert "#e6edf3" not in svg(spec())


def test_a_png_is_a_png() -> None:
    assert png(spec()).startswith(b"\x89PNG\r\n")


def test_a_note_is_printed_below_the_title() -> None:
    noted = chart([{"theme": "trade", "n": 5}], BARS, title="Themes", note="5 passages in 3 of 4 unique documents; " * 5)
    assert len(noted["title"]["subtitle"]) > 1
    assert "3 of 4 unique documents" in svg(noted)


def test_a_notebook_gets_the_specification_and_a_picture() -> None:
    bundle = Plot(spec())._repr_mimebundle_()
    assert bundle[MIME_TYPE]["data"]["values"] == [{"theme": "agriculture <b>", "n": 3}, {"theme": "trade", "n": 5}]
    assert bundle["image/svg+xml"] == Plot(spec())._repr_svg_() == svg(spec())
    assert bundle["text/plain"] == "Passages by theme"
    assert Plot(spec()).png().startswith(b"\x89PNG")
