/** What README and guide show: the code of each block, the tests that run it, and a test that every block has both. */
package dev.dal.samples.pages;
