/* The limit of a start: a program that does nothing. */
/* SPDX-License-Identifier: BSD-2-Clause */

int main(void)
{
	return 0;
}
