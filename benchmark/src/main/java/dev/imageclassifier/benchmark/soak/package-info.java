/** The soak: a long run that checks that memory use stays flat. */
package dev.imageclassifier.benchmark.soak;
