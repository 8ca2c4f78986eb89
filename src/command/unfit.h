/* Complaints about words that do not fit their command. All return false. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "command/walk.h"
#include "text/complaint.h"

#include <stdbool.h>

/* A complaint about the words as a whole ends in the usage. */
bool unfit_usage(const struct walk *walk, struct complaint *complaint);

/* What STEP, the last one, found is no option, or has no value, or has one. */
bool unfit_option(const struct walk *walk, struct complaint *complaint,
                  enum walk_step step);

/* The word of the last step is one operand too many. */
bool unfit_extra(const struct walk *walk, struct complaint *complaint);

/* Adds that what is no operand may be an option that comes too late, or what
 * another shell would take. */
bool unfit_word(const struct walk *walk, struct complaint *complaint);
