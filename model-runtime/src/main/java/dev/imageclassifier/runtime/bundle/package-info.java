/**
 * Model directories ("bundles"): finds, reads and verifies them, and writes new ones. This package
 * runs no model code.
 */
package dev.imageclassifier.runtime.bundle;
