<?php
// What a WordPress gives of itself: php give.php SITE export|posts|pages|media|...
// The export is that of Tools, Export; the answers are those of /wp-json/wp/v2, all of them.
require $argv[1] . '/wp-load.php';
if ( 'export' === $argv[2] ) {
	require_once ABSPATH . 'wp-admin/includes/export.php';
	wp_set_current_user( 1 );
	export_wp();
	exit;
}
$all = array();
$page = 0;
do {
	$request = new WP_REST_Request( 'GET', '/wp/v2/' . $argv[2] );
	$request->set_query_params( array( 'per_page' => 100, 'page' => ++$page ) );
	$response = rest_do_request( $request );
	$all = array_merge( $all, rest_get_server()->response_to_data( $response, true ) );
	$pages = $response->get_headers()['X-WP-TotalPages'] ?? 1;
} while ( $page < $pages );
echo wp_json_encode( $all );
