/**
 * Puts a new model where models are found: written aside, verified, run once, and then there under
 * its name in one step, or not at all.
 */
package dev.imageclassifier.model.install;
