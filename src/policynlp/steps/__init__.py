"""The steps of a run: discover, ingest, tag, commit, link, report; the same with and without Prefect."""

from policynlp.steps.auditing import audit_report, draw_audit, estimate_share, list_audits
from policynlp.steps.brief import brief_of_article, brief_of_corpus
from policynlp.steps.cite import citations, citations_text
from policynlp.steps.compare import check_series, figure_groups
from policynlp.steps.correcting import apply_corrections, unfit_labels
from policynlp.steps.evaluate import draw_evaluation, evaluate, evaluate_probes
from policynlp.steps.export import export
from policynlp.steps.figures import ask_figures
from policynlp.steps.identities import decide_identity, list_decisions, suggest_merges
from policynlp.steps.label_exchange import export_labels, import_labels
from policynlp.steps.labelling import (
    LABEL_LAYERS,
    fill_queue,
    label_account,
    label_agreement,
    label_layer,
    label_rows,
    labels_state,
    open_labels,
    whole_documents,
)
from policynlp.steps.learning import learning_curve
from policynlp.steps.manage import activate, find_tagged, models_state, tagset_diff
from policynlp.steps.record import Run
from policynlp.steps.rehydrate import rehydrate
from policynlp.steps.release import create_release, diff_releases, releases, verify_release
from policynlp.steps.report import report_text
from policynlp.steps.run import RunResult, chosen_stages, dotted, last_result, link_new, plan_only, run
from policynlp.steps.search import export_hits, open_corpus, search, search_all
from policynlp.steps.stream import samples_folder, tag_stream, whole_file
from policynlp.steps.studio import push_labels
from policynlp.steps.studio_pull import pull_labels
from policynlp.steps.summary import summary
from policynlp.steps.tasks import ingest_plan, plan_ingest, plan_tagging, tag_plan
from policynlp.steps.train import decide, demote, judge_candidate, promote, train_candidate

__all__ = [
    "LABEL_LAYERS",
    "Run",
    "RunResult",
    "activate",
    "apply_corrections",
    "ask_figures",
    "audit_report",
    "brief_of_article",
    "brief_of_corpus",
    "check_series",
    "chosen_stages",
    "citations",
    "citations_text",
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
    "export",
    "export_hits",
    "export_labels",
    "figure_groups",
    "fill_queue",
    "find_tagged",
    "import_labels",
    "ingest_plan",
    "judge_candidate",
    "label_account",
    "label_agreement",
    "label_layer",
    "label_rows",
    "labels_state",
    "last_result",
    "learning_curve",
    "link_new",
    "list_audits",
    "list_decisions",
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
    "run",
    "samples_folder",
    "search",
    "search_all",
    "suggest_merges",
    "summary",
    "tag_plan",
    "tag_stream",
    "tagset_diff",
    "train_candidate",
    "unfit_labels",
    "verify_release",
    "whole_documents",
    "whole_file",
]
