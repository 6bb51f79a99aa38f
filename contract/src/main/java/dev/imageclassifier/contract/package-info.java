/**
 * What producers, the pipeline and consumers agree on: topics, headers, the result and the dead
 * letter, and how they are written. Nothing here classifies and nothing here connects.
 */
package dev.imageclassifier.contract;
