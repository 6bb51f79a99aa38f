/**
 * From files to acknowledged records: find the files in a stable order, read each one when the
 * producer has room for it, send it, and account for every one. Knows nothing of command lines.
 */
package dev.imageclassifier.ingest.publish;
