/* Why a segment is an orphan, for the people and programs that decide. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "session/orphans.h"

#include <stdint.h>

struct line;
struct output;

/* "4096 bytes", "4.0 MiB" */
void prune_evidence_size(struct line *line, uint64_t bytes);

void prune_evidence_show(struct output *output, const struct orphan *orphan);

/* OUTCOME is that of its removal, when that was TRIED. */
void prune_evidence_json(struct session *session, const struct orphan *orphan,
                         bool tried, enum orphan_outcome outcome);
