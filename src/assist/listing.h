/* Candidates as rows below the line. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct completion;
struct output;

/*
 * Writes them for a window of COLUMNS by ROWS, with their summaries where those
 * fit, else in columns; never more than the window holds beside the line. Where
 * there are none it writes what is expected, if anything.
 */
void listing_show(const struct completion *completion, unsigned columns,
                  unsigned rows, struct output *output);
