"""The steps of a run: discover, ingest, tag, commit, link, report; the same with and without Prefect."""

from .accounts import label_account, label_tokens, revoke_label_token
from .auditing import audit_report, close_audit, draw_audit, estimate_share, list_audits
from .backup import back_up, restore, verify_backups
from .brief import brief_of_article, brief_of_corpus
from .ceiling import against_people
from .cite import citations, citations_text
from .compare import check_series, figure_groups
from .correcting import apply_corrections, unfit_labels
from .counted_numbers import train_units
from .dated_figures import train_times
from .demo import sample_site, samples_folder
from .doctor import examine
from .dossiers import train_links
from .evaluating import draw_evaluation, evaluate, evaluate_probes
from .exporting import export
from .figures import ask_figures, compare_figures
from .forgetting import find_forgettable, forget
from .identities import decide_identity, list_decisions
from .identity_suggestions import suggest_merges, suggest_splits
from .judged_names import train_names
from .label_exchange import export_labels, import_labels
from .labelling import (
    LABEL_LAYERS,
    fill_queue,
    label_agreement,
    label_layer,
    label_rows,
    open_labels,
    whole_documents,
)
from .learning import learning_curve
from .manage import activate, find_tagged, models_state, tagset_diff
from .marked_speakers import train_speakers
from .migrating import migrate
from .operating import corpus_state, write_metrics
from .people import labels_state, make_test_items, require_passing
from .record import Run
from .rehydrating import rehydrate
from .release import create_release, diff_releases, releases, verify_release
from .report import report_text
from .running import (
    STAGES,
    RunResult,
    check_stages,
    chosen_stages,
    dotted,
    kind_of,
    last_result,
    link_new,
    plan_only,
    run,
)
from .searching import check_themes, export_hits, open_corpus, search, search_all
from .stream import tag_stream, whole_file
from .studio import push_labels
from .studio_pull import pull_labels
from .summarising import summary
from .tasks import ingest_plan, plan_ingest, plan_tagging, tag_plan, tag_plan_apart
from .theme_changes import migrate_themes
from .train import decide, demote, judge_candidate, promote, train_candidate
from .train_encoder import judge_model, train_further
from .turns import locks_folder
from .upkeep import keep_up, models_changed
from .versioning import versions

__all__ = [
    "LABEL_LAYERS",
    "STAGES",
    "Run",
    "RunResult",
    "activate",
    "against_people",
    "apply_corrections",
    "ask_figures",
    "audit_report",
    "back_up",
    "brief_of_article",
    "brief_of_corpus",
    "check_series",
    "check_stages",
    "check_themes",
    "chosen_stages",
    "citations",
    "citations_text",
    "close_audit",
    "compare_figures",
    "corpus_state",
    "create_release",
    "decide",
    "decide_identity",
    "demote",
    "diff_releases",
    "dotted",
    "draw_audit",
    "draw_evaluation",
    "estimate_share",
    "evaluate",
    "evaluate_probes",
    "examine",
    "export",
    "export_hits",
    "export_labels",
    "figure_groups",
    "fill_queue",
    "find_forgettable",
    "find_tagged",
    "forget",
    "import_labels",
    "ingest_plan",
    "judge_candidate",
    "judge_model",
    "keep_up",
    "kind_of",
    "label_account",
    "label_agreement",
    "label_layer",
    "label_rows",
    "label_tokens",
    "labels_state",
    "last_result",
    "learning_curve",
    "link_new",
    "list_audits",
    "list_decisions",
    "locks_folder",
    "make_test_items",
    "migrate",
    "migrate_themes",
    "models_changed",
    "models_state",
    "open_corpus",
    "open_labels",
    "plan_ingest",
    "plan_only",
    "plan_tagging",
    "promote",
    "pull_labels",
    "push_labels",
    "rehydrate",
    "releases",
    "report_text",
    "require_passing",
    "restore",
    "revoke_label_token",
    "run",
    "sample_site",
    "samples_folder",
    "search",
    "search_all",
    "suggest_merges",
    "suggest_splits",
    "summary",
    "tag_plan",
    "tag_plan_apart",
    "tag_stream",
    "tagset_diff",
    "train_candidate",
    "train_further",
    "train_links",
    "train_names",
    "train_speakers",
    "train_times",
    "train_units",
    "unfit_labels",
    "verify_backups",
    "verify_release",
    "versions",
    "whole_documents",
    "whole_file",
    "write_metrics",
]
