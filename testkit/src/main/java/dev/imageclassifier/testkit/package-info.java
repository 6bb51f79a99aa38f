/**
 * Test support that the tests of all modules share: images, brokers, topics, commands, child
 * processes, settings and package rules.
 *
 * <p>The package uses no other module of the project, so every module can use it in its tests.
 */
package dev.imageclassifier.testkit;
