/**
 * The command line of the people who send pictures and read labels. Only the commands themselves
 * are here. {@code select} finds files, {@code publish} sends them, {@code follow} reads topics
 * back, {@code journal} remembers, and {@code bulk} joins these four to one run; {@code publish}
 * and {@code follow} may look at {@code connect}.
 */
package dev.imageclassifier.ingest;
