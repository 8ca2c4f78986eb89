/* Words that mean something to a Unix shell, and nothing here. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct complaint;
struct word;

/* Where WORD, which is no operand, is one of them: adds what to do instead. */
void habit_explain(const struct word *word, struct complaint *complaint);
