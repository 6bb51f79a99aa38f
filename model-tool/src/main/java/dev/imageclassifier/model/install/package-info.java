/**
 * Installs models. A model is written to a staging directory, verified and run once. Then one
 * atomic step publishes it under its name.
 */
package dev.imageclassifier.model.install;
