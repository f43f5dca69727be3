<?php
// What is done in a WordPress from outside: php site.php SITE ACTION [ARGUMENTS]; prints JSON.
if ( 'install' === $argv[2] ) {
	define( 'WP_INSTALLING', true );
}
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

const PLUGIN = 'newsgrid/newsgrid.php';

function install() {
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	wp_install( 'The Gazette', 'editor', 'editor@gazette.example', true, '', 'a-password-of-no-use' );
	foreach ( get_posts( array( 'post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1 ) ) as $post ) {
		wp_delete_post( $post->ID, true );
	}
	return wp_get_theme()->get_stylesheet();
}

// Inserts the posts of a file; how long each took in seconds.
function posts( $file ) {
	wp_set_current_user( 1 );
	kses_remove_filters();
	$made = array();
	foreach ( json_decode( file_get_contents( $file ), true ) as $post ) {
		$began = microtime( true );
		$id    = wp_insert_post(
			wp_slash(
				array(
					'post_title'   => $post['title'],
					'post_content' => $post['content'],
					'post_status'  => 'publish',
					'post_author'  => 1,
					'tags_input'   => array( 'harbour', 'council & town' ),
				)
			),
			true
		);
		if ( is_wp_error( $id ) ) {
			throw new Exception( $post['title'] . ': ' . $id->get_error_message() );
		}
		$made[] = array( 'id' => $id, 'seconds' => microtime( true ) - $began );
	}
	return $made;
}

// What is kept of each post.
function state() {
	$found = array();
	foreach ( get_posts( array( 'numberposts' => -1 ) ) as $post ) {
		$answer  = get_post_meta( $post->ID, '_newsgrid_answer', true );
		$found[] = array(
			'id'      => $post->ID,
			'boxes'   => $answer ? array_sum( array_map( static fn( $page ) => count( $page['gaps'] ?? array() ), $answer['pages'] ) ) : 0,
			'problem' => get_post_meta( $post->ID, '_newsgrid_problem', true ),
			'asked'   => get_post_meta( $post->ID, '_newsgrid_round', true ) === (string) get_option( 'newsgrid_round' ),
			'current' => $answer && newsgrid_hash( $post ) === $answer['hash'],
		);
	}
	return $found;
}

// An editor's change: of the "title", or of the "content", whose first paragraph then begins with
// other words and is the same block as before.
function edit( $id, $what ) {
	$post  = get_post( $id );
	$began = microtime( true );
	wp_set_current_user( 1 );
	kses_remove_filters();
	$content = preg_replace( '/^([^<]*(?:<!--.*?-->\s*)*(?:<(?:div|p|h\d)[^>]*>\s*)*)/', '$1Another beginning. ', $post->post_content, 1 );
	wp_update_post(
		wp_slash(
			'title' === $what
				? array( 'ID' => $id, 'post_title' => $post->post_title . ' (more)' )
				: array( 'ID' => $id, 'post_content' => $content )
		)
	);
	return microtime( true ) - $began;
}

// The clock is put forward to when WP-Cron is to ask; how many seconds that is, null: never.
function cron() {
	$next = wp_next_scheduled( 'newsgrid_ask_again' );
	if ( $next ) {
		wp_unschedule_event( $next, 'newsgrid_ask_again' );
		delete_transient( 'newsgrid_down' ); // It holds for a minute, and five are put forward.
		do_action( 'newsgrid_ask_again' );
	}
	return $next ? $next - time() : null;
}

function remove( $id ) {
	return (bool) wp_delete_post( $id, true );
}

function wear( $theme ) {
	switch_theme( $theme );
	return wp_get_theme()->get_stylesheet();
}

function activate() {
	$error = activate_plugin( PLUGIN );
	return is_wp_error( $error ) ? $error->get_error_message() : is_plugin_active( PLUGIN );
}

// What is left in the database once the plugin is taken away.
function take_away() {
	global $wpdb;
	deactivate_plugins( PLUGIN );
	uninstall_plugin( PLUGIN );
	wp_cache_flush();
	$left = $wpdb->get_col( "SELECT meta_key FROM $wpdb->postmeta WHERE meta_key LIKE '%newsgrid%'" );
	foreach ( array_merge( array_keys( wp_load_alloptions( true ) ), array_keys( (array) _get_cron_array() ) ) as $name ) {
		if ( false !== strpos( (string) $name, 'newsgrid' ) ) {
			$left[] = $name;
		}
	}
	return array_merge( $left, wp_next_scheduled( 'newsgrid_ask_again' ) ? array( 'cron' ) : array() );
}

echo wp_json_encode( ( $argv[2] )( ...array_slice( $argv, 3 ) ) );
