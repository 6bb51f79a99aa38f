/**
 * The whole pipeline in one process: a broker, the classifier, a publisher and a reader of the
 * outcomes, and an account that must balance. {@code DemoCommand} is the entry; it may use every
 * module, and no module uses it.
 */
package dev.imageclassifier.demo;
