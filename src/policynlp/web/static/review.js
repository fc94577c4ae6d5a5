// The queue of an annotator: which of the two kinds of layer the page shows.
import { Queue, part } from "./review_queue.js";
import { reviewSpans } from "./review_spans.js";
import { reviewThemes } from "./review_themes.js";

const root = part("review");
if (root) (root.dataset.layer === "themes" ? reviewThemes : reviewSpans)(new Queue(root));
