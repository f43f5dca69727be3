<?php
// Calls functions of the WordPress plugin that need no WordPress: a JSON list of lists of a name and
// arguments comes in, a list of results goes out. Blocks come as name and HTML.
define( 'ABSPATH', '/' );
function add_action() {}
function add_filter() {}
function register_deactivation_hook() {}
function register_uninstall_hook() {}
require dirname( __DIR__, 3 ) . '/templates/wordpress/newsgrid/newsgrid.php';

function blocks( $html ) {
	return array_map(
		static fn( $block ) => array( $block['name'], substr( $html, $block['start'], $block['end'] - $block['start'] ) ),
		newsgrid_blocks( $html )
	);
}

$results = array();
foreach ( json_decode( stream_get_contents( STDIN ), true ) as $call ) {
	$results[] = array_shift( $call )( ...$call );
}
echo json_encode( $results );
