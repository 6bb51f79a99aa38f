/**
 * The command line of the people who send pictures and read labels. The commands themselves are
 * here; {@code publish} sends, {@code follow} reads back, and both may look at {@code connect}
 * only.
 */
package dev.imageclassifier.ingest;
