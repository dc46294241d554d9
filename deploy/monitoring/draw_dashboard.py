#!/usr/bin/env python3
"""Writes dashboard.json, for Grafana ("Import"). A panel is one line below."""
import json
import pathlib

USES = 'route="parent_uses_post"'
PANELS = [
    ("Uses a second", "reqps", [(f'sum by (status) (rate(hagukumi_http_requests_total{{{USES}}}[1m]))', "{{status}}")]),
    ("A use takes (p50, p99)", "s", [
        (f'histogram_quantile({q}, sum by (le) (rate(hagukumi_http_request_seconds_bucket{{{USES}}}[5m])))', f"p{round(q * 100)}") for q in (0.5, 0.99)]),
    ("Requests a second, by route", "reqps", [("topk(10, sum by (route) (rate(hagukumi_http_requests_total[1m])))", "{{route}}")]),
    ("Errors of ours a second", "reqps", [('sum by (route, status) (rate(hagukumi_http_requests_total{status=~"5.."}[1m]))', "{{route}} {{status}}")]),
    ("Commands a commit", "none", [("sum(rate(hagukumi_commands_total[1m])) / sum(rate(hagukumi_commits_total[1m]))", "commands")]),
    ("Commits a second; repeated", "ops", [("sum(rate(hagukumi_commits_total[1m]))", "commits"),
                                         ("sum(rate(hagukumi_commits_repeated_total[1m]))", "repeated")]),
    ("Waiting", "none", [("sum by (instance) (hagukumi_commands_waiting)", "commands {{instance}}"),
                         ("sum by (instance) (hagukumi_http_questions_waiting)", "questions {{instance}}"),
                         ("sum by (instance) (hagukumi_password_hashes_waiting)", "sign-ins {{instance}}")]),
    ("Connections; desks that listen", "none", [("sum by (instance) (hagukumi_http_connections)", "connections {{instance}}"),
                                               ("sum by (instance) (hagukumi_http_streams)", "desks {{instance}}")]),
    ("Instances ready", "none", [('sum(up{job="hagukumi"})', "up"), ("sum(hagukumi_lane_stuck)", "stuck")]),
    ("Database: leader, synchronous, running", "none", [("sum(patroni_primary)", "leader"), ("sum(patroni_sync_standby)", "synchronous"),
                                                        ("sum(patroni_postgres_running)", "running")]),
    ("Sign-ins checked and refused a second", "reqps", [("sum(rate(hagukumi_password_hashes_total[1m]))", "checked"),
                                                      ("sum(rate(hagukumi_password_hashes_refused_total[1m]))", "refused")]),
    ("LINE: events, answers, undelivered", "none", [("max(hagukumi_line_events_waiting)", "events"), ("max(hagukumi_line_answers_waiting)", "answers"),
                                                    ("max(hagukumi_line_answers_undelivered)", "undelivered")]),
]


def panel(number, title, unit, queries):
    return {"id": number + 1, "type": "timeseries", "title": title, "datasource": {"type": "prometheus", "uid": "${source}"},
            "gridPos": {"h": 8, "w": 12, "x": 12 * (number % 2), "y": 8 * (number // 2)}, "fieldConfig": {"defaults": {"unit": unit, "min": 0}, "overrides": []},
            "targets": [{"refId": chr(65 + i), "expr": query, "legendFormat": legend} for i, (query, legend) in enumerate(queries)]}


dashboard = {"title": "Hagukumi", "uid": "hagukumi", "schemaVersion": 39, "version": 1, "refresh": "30s", "time": {"from": "now-3h", "to": "now"},
             "timezone": "Asia/Tokyo", "templating": {"list": [{"name": "source", "type": "datasource", "query": "prometheus", "label": "Prometheus"}]},
             "panels": [panel(number, *each) for number, each in enumerate(PANELS)]}
pathlib.Path(__file__).with_name("dashboard.json").write_text(json.dumps(dashboard, indent=1) + "\n", encoding="utf-8")
