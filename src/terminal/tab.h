/* The Tab key: puts in what is sure, lists what may be meant. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <histedit.h>
#include <wchar.h>

unsigned char tab_press(EditLine *libedit, wint_t character);
