import { mount } from 'svelte'
import '../lib/styles.css'
import App from './App.svelte'

mount(App, { target: document.getElementById('app')! })

// The desk goes on taking uses where the line is cut, also after a reload.
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js')
